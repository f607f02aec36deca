package dev.headroom.extender.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.PluginCatalog;
import dev.headroom.runtime.SystemClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The demo around a whole Headroom: real verbs over real HTTP, simulated everything else. */
class DemoIT {

    private static final Pattern DIGEST = Pattern.compile("Simulated: (\\d+) placements, digest ([0-9a-f]{16}) ");

    @Test
    void the_same_seed_gives_the_same_placements_at_any_speed_and_another_seed_does_not() {
        String once = digest(demo("--nodes=6", "--seed=3", "--duration=25s", "--speed=100"));
        String again = digest(demo("--nodes=6", "--seed=3", "--duration=25s", "--speed=40"));
        String other = digest(demo("--nodes=6", "--seed=4", "--duration=25s", "--speed=100"));

        assertThat(again).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
    }

    @Test
    void says_first_where_the_page_is_then_what_is_simulated_and_then_what_happens() {
        List<String> lines = demo("--nodes=4", "--duration=10s", "--speed=100");

        assertThat(lines.get(0)).matches("page: {2}http://127\\.0\\.0\\.1:\\d+/");
        assertThat(lines.get(1))
                .matches(
                        "simulated cluster, simulated Go processes; real verbs over real HTTP on 127\\.0\\.0\\.1:\\d+");
        assertThat(lines.get(2)).contains("4 nodes", "seed 7", "for 10 simulated s", "Ctrl-C");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith(" 0:00:00").contains(" -> node-"));
        assertThat(lines.getLast()).startsWith("Kills because a node was full: ");
        assertThat(lines).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void every_call_of_a_verb_is_answered_and_pods_are_placed() {
        List<String> lines = demo("--nodes=4", "--duration=30s", "--speed=100");

        Matcher summary = summary(lines);
        assertThat(Integer.parseInt(summary.group(1))).isGreaterThan(30);
        assertThat(lines).anyMatch(line -> line.endsWith("failed verb calls: 0."));
    }

    @Test
    void when_it_has_ended_nothing_listens_any_more() throws Exception {
        List<String> lines = demo("--nodes=2", "--duration=2s", "--speed=100");

        for (String line : lines.subList(0, 2)) {
            int port = Integer.parseInt(line.replaceAll(".*127\\.0\\.0\\.1:(\\d+)/?", "$1"));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                throw new AssertionError("Something answers on " + socket.getRemoteSocketAddress());
            } catch (ConnectException e) {
                assertThat(e).hasMessageContaining("refused");
            }
        }
    }

    private static String digest(List<String> lines) {
        return summary(lines).group(2);
    }

    private static Matcher summary(List<String> lines) {
        return lines.stream()
                .map(DIGEST::matcher)
                .filter(Matcher::find)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no summary in " + String.join("\n", lines)));
    }

    private static List<String> demo(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int exit = new CommandLine(new DemoCommand(
                        StartedHeadroom::start, PluginCatalog.registry(), new SystemClock(), out, false))
                .execute(withFreePort(arguments));
        assertThat(exit).isZero();
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static String[] withFreePort(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--port=0";
        return all;
    }
}
