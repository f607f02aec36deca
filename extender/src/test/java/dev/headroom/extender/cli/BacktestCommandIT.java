package dev.headroom.extender.cli;

import static dev.headroom.extender.telemetry.replay.RecordingFolder.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.extender.forecast.ForecastSource;
import dev.headroom.extender.forecast.LastSeen;
import dev.headroom.extender.forecast.Subject;
import dev.headroom.extender.telemetry.replay.RecordingFolder;
import dev.headroom.predict.ContainerModel;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.MemoryModel;
import dev.headroom.predict.QosClass;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestCommandIT {

    private static final Path KUBELET = Path.of("src/test/resources/kubelet/recording");

    @TempDir
    private Path folder;

    /** 100 MiB for three minutes, once 120 MiB, at 130 s. */
    private void record() {
        RecordingFolder recording = new RecordingFolder(folder).targets("""
                [{"name": "a", "namespace": "shop", "container": "app", "owner": "shop/Deployment/cart",
                  "memoryRequestBytes": 157286400}]
                """);
        for (int second = 0; second <= 180; second += 10) {
            recording.resident("a", second, (long) (second == 130 ? 120 : 100) << 20);
        }
    }

    @Test
    @DisplayName("each method's violations and slack, from the instants whose whole horizon was seen")
    void table() {
        record();
        Terminal run = run(LastSeen::new, null, "--replay", folder.toString(), "--horizon", "30s");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        // Judged are 60 s (after warm-up) to 150 s (30 s before the end): ten instants of 10 s, three of which
        // (100, 110 and 120 s) have the 120 MiB ahead.
        // Headroom says 110, at 130 s 132: 3/10; (6 · (1 − 100/110) + 1 − 100/132) / 10 = 7.9 %.
        // VPA says 1.15 · 99.7, the middle of a bucket: 3/10; 7 · (1 − 100/114.66) / 10 = 8.9 %.
        // N-sigma says 100, then 127.2, 126.3 and 125.5: 3/10; (0.214 + 0.208 + 0.203) / 10 = 6.2 %.
        // The request is 150: 0; (7 · 1/3 + 3 · (1 − 120/150)) / 10 = 29.3 %.
        assertThat(run.out()).isEqualTo("""
                Backtest of SOURCE, forecasts from 2026-11-24T22:41:00Z to 2026-11-24T22:43:00Z.
                First column of each method: share of the time in which more memory came within the horizon than
                it said (Headroom: p95, so 5 % is right). SLACK: mean share of what it said that was not needed.

                HORIZON 30 s
                WORKLOAD                  HOURS  HEADROOM  SLACK   VPA  SLACK  N-SIGMA  SLACK  REQUEST   SLACK
                shop/Deployment/cart/app   0.03      30 %  7.9 %  30 %  8.9 %     30 %  6.2 %      0 %  29.3 %
                all                        0.03      30 %  7.9 %  30 %  8.9 %     30 %  6.2 %      0 %  29.3 %
                """.replace("SOURCE", String.valueOf(folder.getFileName())));
    }

    @Test
    @DisplayName("a window leaves out what is before it and after it; JSON has the same numbers")
    void window() throws IOException {
        record();
        Terminal run = run(
                LastSeen::new,
                null,
                "--replay",
                folder.toString(),
                "--horizon",
                "30s",
                "--from",
                "2026-11-24T22:42:00Z",
                "--to",
                "2026-11-24T22:42:10Z",
                "-o",
                "json");
        JsonNode total = new ObjectMapper().readTree(run.out()).at("/total/0");
        // 120 s begins the window, so that it stands for no time; 130 s: 132 said, 100 came.
        assertThat(total.path("hours").asDouble()).isEqualTo(0.002778);
        assertThat(total.at("/outcomes/0/violations").asDouble()).isZero();
        assertThat(total.at("/outcomes/0/slack").asDouble()).isEqualTo(0.242424);
        assertThat(total.at("/outcomes/3/method").asText()).isEqualTo("request");
    }

    @Test
    @DisplayName("where nothing can be judged that is said, and the exit code is 1")
    void nothing() {
        record();
        Terminal run = run(LastSeen::new, null, "--replay", folder.toString(), "--to", "2026-11-24T22:40:30Z");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("can be judged: no forecast was followed by data for a whole horizon");
    }

    @Test
    @DisplayName(
            "of a real kubelet's node all seven workloads are judged, and the model's p95 holds where VPA's figure does not")
    void kubelet() throws IOException {
        Terminal run = run(MemoryModel::new, null, "--replay", KUBELET.toString(), "-o", "json", "--horizon", "60s");
        JsonNode result = new ObjectMapper().readTree(run.out());
        assertThat(result.path("rows")).hasSize(7);
        JsonNode outcomes = result.at("/total/0/outcomes");
        assertThat(outcomes.at("/0/violations").asDouble())
                .isLessThan(outcomes.at("/1/violations").asDouble());
        assertThat(outcomes.at("/0/violations").asDouble()).isLessThan(0.05);
        // No entry has a request.
        assertThat(outcomes.at("/3/violations").isNull()).isTrue();
        Terminal text = run(MemoryModel::new, null, "--replay", KUBELET.toString());
        assertThat(text.out().lines()).hasSize(2 * (7 + 4) + 3).allMatch(line -> line.length() <= 100);
    }

    @Test
    @DisplayName("a Prometheus is opened with the window; a forecast whose container ends is not judged")
    void prometheus() {
        ForecastSource source = listener -> {
            ContainerSpec spec =
                    new ContainerSpec(0, 0, 50 << 20, 0, Double.NaN, ContainerSpec.NOT_SET, QosClass.BURSTABLE);
            Subject subject = new Subject("s", "n", "p", "c", "", spec);
            listener.appeared(subject, T0);
            for (int second = 0; second <= 120; second += 30) {
                listener.sampled(
                        subject,
                        Sample.at(T0 + second * 1000L, Sample.Origin.PROMETHEUS)
                                .put(Signal.RESIDENT, 100 << 20)
                                .build());
                listener.due(subject, T0 + second * 1000L);
            }
            listener.gone(subject, T0 + 121_000);
            assertThat(listener.roundEnded()).isFalse();
        };
        Terminal run = run(
                LastSeen::new,
                (url, from, to) -> {
                    assertThat(url + " " + from + " " + to)
                            .isEqualTo("http://prom:9090 2026-11-24T00:00:00Z 2026-11-25T00:00:00Z");
                    return source;
                },
                "--prometheus",
                "http://prom:9090",
                "--from",
                "2026-11-24T00:00:00Z",
                "--to",
                "2026-11-25T00:00:00Z",
                "--horizon",
                "30s,1m");
        // 30 s ahead: 60 and 90 s, 30 s each, 120 s is cut off; 60 s ahead: 60 s alone. The request is too small.
        assertThat(run.out().lines().filter(line -> line.startsWith("s ")).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "s 0.02 0 % 9.1 % 0 % 12.8 % 0 % 0 % 100 % 0 %",
                        "s 0.01 0 % 9.1 % 0 % 12.8 % 0 % 0 % 100 % 0 %");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                    | 2 | Missing required argument",
                "--prometheus http://x                                 | 2 | Option --prometheus is not available here",
                "--replay FOLDER/none                                  | 4 | targets.json does not exist",
                "--replay FOLDER --from yesterday                      | 2 | Invalid value for option '--from'",
                "--replay FOLDER --from 2026-01-02T00:00:00Z --to 2026-01-01T00:00:00Z | 2 | after --to",
                "--replay FOLDER --horizon 0s                          | 2 | allowed is a whole number and a unit"
            })
    void refused(String arguments, int exitCode, String message) {
        record();
        String[] args = arguments.isEmpty()
                ? new String[0]
                : arguments.replace("FOLDER", folder.toString()).split(" ");
        Terminal run = run(LastSeen::new, null, args);
        assertThat(run.err()).contains(message);
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
    }

    private static Terminal run(
            Function<ContainerSpec, ContainerModel> models,
            BacktestCommand.@Nullable PastOpener opener,
            String... args) {
        List<String> all = new ArrayList<>(List.of("backtest"));
        all.addAll(List.of(args));
        return Terminal.run(List.of(new BacktestCommand(models, opener)), all.toArray(String[]::new));
    }
}
