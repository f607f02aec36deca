package dev.headroom.extender.cli;

import static dev.headroom.extender.telemetry.replay.RecordingFolder.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.extender.forecast.ForecastSource;
import dev.headroom.extender.forecast.LastSeen;
import dev.headroom.extender.forecast.Subject;
import dev.headroom.extender.telemetry.replay.RecordingFolder;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import dev.headroom.runtime.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastCommandIT {

    private static final String TARGETS = """
            [{"name": "a", "namespace": "shop", "pod": "a-1", "container": "app", "memoryLimitBytes": 4096},
             {"name": "cadvisor", "kind": "cadvisor"}]
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("jsonl has one line for each instant and horizon, with exactly these keys, from what was known then")
    void jsonLines() {
        new RecordingFolder(folder)
                .targets(TARGETS)
                .kubelet(0.25, "a-1", 500)
                .scrape("a", 1.125, "process_resident_memory_bytes 1000\ngo_gc_heap_goal_bytes 700.4\n")
                .scrape("a", 6, "");
        Terminal run = run(null, "--replay", folder.toString(), "-o", "jsonl", "--horizon", "60s,5m");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("""
                {"time":1795560000.250,"name":"a","namespace":"shop","pod":"a-1","container":"app","horizonSeconds":60,\
                "residentP50Bytes":500,"residentP95Bytes":550,"heapGoalBytes":null,"gcCpuFraction":null,\
                "limitOomProbability":0.125,"confidence":0.5,"dataAgeSeconds":0,"flags":[]}
                {"time":1795560000.250,"name":"a","namespace":"shop","pod":"a-1","container":"app","horizonSeconds":300,\
                "residentP50Bytes":500,"residentP95Bytes":550,"heapGoalBytes":null,"gcCpuFraction":null,\
                "limitOomProbability":0.125,"confidence":0.5,"dataAgeSeconds":0,"flags":[]}
                {"time":1795560001.125,"name":"a","namespace":"shop","pod":"a-1","container":"app","horizonSeconds":60,\
                "residentP50Bytes":1000,"residentP95Bytes":1100,"heapGoalBytes":700,"gcCpuFraction":null,\
                "limitOomProbability":0.125,"confidence":0.5,"dataAgeSeconds":0,"flags":[]}
                {"time":1795560001.125,"name":"a","namespace":"shop","pod":"a-1","container":"app","horizonSeconds":300,\
                "residentP50Bytes":1000,"residentP95Bytes":1100,"heapGoalBytes":700,"gcCpuFraction":null,\
                "limitOomProbability":0.125,"confidence":0.5,"dataAgeSeconds":0,"flags":[]}
                {"time":1795560006.000,"name":"a","namespace":"shop","pod":"a-1","container":"app","horizonSeconds":60,\
                "residentP50Bytes":1000,"residentP95Bytes":1100,"heapGoalBytes":700,"gcCpuFraction":null,\
                "limitOomProbability":0.875,"confidence":0.5,"dataAgeSeconds":4.875,\
                "flags":["scrape-failed-near-limit","warming-up"]}
                {"time":1795560006.000,"name":"a","namespace":"shop","pod":"a-1","container":"app","horizonSeconds":300,\
                "residentP50Bytes":1000,"residentP95Bytes":1100,"heapGoalBytes":700,"gcCpuFraction":null,\
                "limitOomProbability":0.875,"confidence":0.5,"dataAgeSeconds":4.875,\
                "flags":["scrape-failed-near-limit","warming-up"]}
                """);
    }

    @Test
    @DisplayName("what is not known of a container that was never measured is null")
    void unknown() throws IOException {
        new RecordingFolder(folder).targets(TARGETS).scrape("a", 1, "");
        JsonNode lines = new ObjectMapper()
                .readTree(run(null, "--replay", folder.toString(), "-o", "json").out());
        assertThat(lines.isArray()).isTrue();
        // The two default horizons.
        assertThat(lines).hasSize(2);
        JsonNode line = lines.get(0);
        for (String key : List.of(
                "residentP50Bytes",
                "residentP95Bytes",
                "heapGoalBytes",
                "gcCpuFraction",
                "limitOomProbability",
                "dataAgeSeconds")) {
            assertThat(line.path(key).isNull()).as(key).isTrue();
        }
        assertThat(line.path("confidence").asDouble(-1)).isZero();
        assertThat(lines.get(1).path("horizonSeconds").asInt()).isEqualTo(300);
    }

    @Test
    @DisplayName("the table shows the last forecast of each program, and what its flags mean")
    void table() {
        new RecordingFolder(folder)
                .targets(TARGETS)
                .resident("a", 0, 50 << 20)
                .resident("a", 5, 100 << 20)
                .scrape("a", 10, "");
        String[] lines = run(null, "--replay", folder.toString(), "--horizon", "60s")
                .out()
                .split("\n");
        assertThat(lines[0]).matches("NAME +AT +HORIZON +P50 +P95 +GOAL +GC CPU +OOM +CONFIDENCE +AGE +FLAGS");
        // 100 MiB, and a tenth more; the data is 5 s old.
        assertThat(lines[1])
                .matches("a +2026-11-24T22:40:10Z +60 s +100.0 MiB +110.0 MiB +- +- +87.5 % +50.0 % +5 s"
                        + " +scrape-failed-near-limit,warming-up");
        assertThat(lines[2]).startsWith("scrape-failed-near-limit: ").contains("does not answer", "Raise the limit");
        assertThat(lines[3]).startsWith("warming-up: ");
    }

    @Test
    @DisplayName("values that no container can have are left out and said once")
    void absurd() {
        new RecordingFolder(folder).targets(TARGETS).resident("a", 0, -5).resident("a", 5, 7);
        Terminal run = run(null, "--replay", folder.toString(), "-o", "jsonl", "--horizon", "1h");
        assertThat(run.out()).contains("\"residentP50Bytes\":7,");
        assertThat(run.err())
                .isEqualTo("headroom: values that were left out: 1, the first of a: RESIDENT is -5.0, allowed is 0 to"
                        + " 70368744177664 bytes\n");
    }

    @Test
    @DisplayName("a Prometheus is opened with its URL and the interval, and its rounds go on while one watches")
    void prometheus() {
        ForecastSource source = listener -> {
            Subject subject = new Subject("s", "n", "p", "c", "", ContainerSpec.UNKNOWN);
            listener.appeared(subject, T0);
            listener.sampled(
                    subject,
                    Sample.at(T0, Sample.Origin.PROMETHEUS)
                            .put(Signal.RESIDENT, 9)
                            .build());
            listener.due(subject, T0);
            assertThat(listener.roundEnded()).isTrue();
            listener.gone(subject, T0 + 1);
            listener.due(subject, T0 + 1);
        };
        Terminal run = run(
                (url, interval) -> {
                    assertThat(url + " " + interval).isEqualTo("http://prom:9090 PT30S");
                    return source;
                },
                "--prometheus",
                "http://prom:9090",
                "--watch",
                "30s",
                "-o",
                "jsonl",
                "--horizon",
                "60s");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"residentP50Bytes\":9,").hasLineCount(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                      | 2 | Missing required argument",
                "--replay x --targets y                  | 2 | mutually exclusive",
                "--replay FOLDER --watch 5s              | 2 | Option --watch does not go with --replay",
                "--replay FOLDER --horizon 5             | 2 | allowed is a whole number and a unit",
                "--replay FOLDER --horizon 2h            | 2 | allowed is a whole number and a unit",
                "--replay FOLDER --horizon 60s,0s        | 2 | allowed is a whole number and a unit",
                "--replay FOLDER -o xml                  | 2 | Invalid value for option '--output'",
                "--prometheus http://x                   | 2 | Option --prometheus is not available here",
                "--replay FOLDER                         | 4 | targets.json does not exist, allowed is a JSON list",
                "--targets FOLDER/none.json              | 4 | none.json does not exist, allowed is a JSON list",
                "--targets FOLDER/ftp.json               | 4 | URL 'ftp://a/', allowed is http://host:port/path"
            })
    void refused(String arguments, int exitCode, String message) throws IOException {
        Files.writeString(folder.resolve("ftp.json"), "[\"ftp://a/\"]");
        String[] args = arguments.isEmpty()
                ? new String[0]
                : arguments.replace("FOLDER", folder.toString()).split(" ");
        Terminal run = run(null, args);
        assertThat(run.err()).contains(message);
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
    }

    @Test
    @DisplayName("more than 16 horizons are refused")
    void horizons() {
        Terminal run = run(null, "--replay", folder.toString(), "--horizon", "1s" + ",1s".repeat(16));
        assertThat(run.err()).contains("Option --horizon has 17 times, allowed are 1 to 16");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private static Terminal run(ForecastCommand.@Nullable PrometheusOpener opener, String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "forecast";
        System.arraycopy(args, 0, all, 1, args.length);
        return Terminal.run(List.of(new ForecastCommand(LastSeen::new, new SystemClock(), opener)), all);
    }
}
