package dev.headroom.extender.cli;

import dev.headroom.extender.forecast.ForecastSource;
import dev.headroom.extender.forecast.ReplaySource;
import dev.headroom.extender.forecast.TargetsSource;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.replay.Replay;
import dev.headroom.extender.telemetry.replay.TargetFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where samples come from: one of three. */
final class SourceOptions {

    @Option(names = "--prometheus", paramLabel = "URL", description = "A Prometheus server.")
    private @Nullable String prometheus;

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description =
                    "A JSON list of URLs, or of {name, url, namespace, pod, container, memoryLimitBytes, env, ...}."
                            + " They are scraped now.")
    private @Nullable Path targets;

    @Option(
            names = "--replay",
            paramLabel = "DIR",
            description = "A recording: DIR/targets.json and DIR/scrapes/NAME/UNIX_MS.prom.")
    private @Nullable Path replay;

    boolean isEmpty() {
        return prometheus == null && targets == null && replay == null;
    }

    /** For people. */
    String name() {
        if (replay != null) {
            return String.valueOf(replay.getFileName());
        }
        return targets != null ? String.valueOf(targets.getFileName()) : String.valueOf(prometheus);
    }

    /**
     * @param interval between two scrapes
     * @throws CliFailure if it cannot be read
     * @throws ParameterException if it is not available
     */
    ForecastSource open(
            Duration interval,
            InstantSource clock,
            ForecastCommand.@Nullable PrometheusOpener opener,
            CommandLine commandLine) {
        try {
            if (replay != null) {
                return new ReplaySource(Replay.open(replay, NameTable.ofProcesses()));
            }
            if (targets != null) {
                PrintWriter err = commandLine.getErr();
                return new TargetsSource(
                        TargetFile.read(targets),
                        NameTable.ofProcesses(),
                        interval,
                        clock,
                        line -> err.println("headroom: " + PlainText.of(line)));
            }
            if (prometheus != null && opener != null) {
                return opener.open(prometheus, interval);
            }
        } catch (IllegalArgumentException | IOException bad) {
            throw CliFailure.unavailable(String.valueOf(bad.getMessage()), "");
        }
        throw new ParameterException(
                commandLine, "Option --prometheus is not available here, allowed are --targets and --replay");
    }
}
