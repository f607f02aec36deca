package dev.headroom.extender.cli;

import dev.headroom.extender.forecast.ForecastOutput;
import dev.headroom.extender.forecast.ForecastSource;
import dev.headroom.extender.forecast.Forecaster;
import dev.headroom.extender.forecast.JsonForecasts;
import dev.headroom.extender.forecast.ReplaySource;
import dev.headroom.extender.forecast.TargetsSource;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.replay.Replay;
import dev.headroom.extender.telemetry.replay.TargetFile;
import dev.headroom.predict.ContainerModel;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Fleet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headroom forecast}. */
@Command(
        name = "forecast",
        description = "Forecasts the memory of programs, without Kubernetes: of a recording, of programs that are"
                + " scraped now, or of what a Prometheus knows.",
        mixinStandardHelpOptions = true)
public final class ForecastCommand implements Callable<Integer> {

    private static final int MOST_HORIZONS = 16;
    private static final Duration ONE_SCRAPE = Duration.ofSeconds(5);

    /** Opens what a Prometheus knows. */
    @FunctionalInterface
    public interface PrometheusOpener {

        /**
         * @param url of the server
         * @param interval from the begin of one round to that of the next
         * @throws IllegalArgumentException if the URL cannot be one; says what is allowed
         */
        ForecastSource open(String url, Duration interval);
    }

    enum Output {
        TABLE,
        JSON,
        JSONL
    }

    static final class Source {

        @Option(names = "--prometheus", paramLabel = "URL", description = "A Prometheus server.")
        private @Nullable String prometheus;

        @Option(
                names = "--targets",
                paramLabel = "FILE",
                description =
                        "A JSON list of URLs, or of {name, url, namespace, pod, container, memoryLimitBytes, env, ...}."
                                + " They are scraped now, once, or every interval of --watch.")
        private @Nullable Path targets;

        @Option(
                names = "--replay",
                paramLabel = "DIR",
                description =
                        "A recording: DIR/targets.json and DIR/scrapes/NAME/UNIX_MS.prom. There is a forecast at each"
                                + " recorded instant, from what was known then.")
        private @Nullable Path replay;
    }

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(
            names = "--horizon",
            paramLabel = "TIME",
            split = ",",
            defaultValue = "60s,300s",
            converter = HorizonConverter.class,
            description = "How far to look, 1s to 1h, several with commas between them; default ${DEFAULT-VALUE}.")
    private List<Duration> horizons = List.of();

    @Option(
            names = "--watch",
            paramLabel = "TIME",
            converter = HorizonConverter.class,
            description = "Goes on, once each interval, 1s to 1h. Not with --replay.")
    private @Nullable Duration watch;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table shows the last forecast of each program, jsonl all of them, one JSON object a line,"
                    + " json the same as a JSON array; default ${DEFAULT-VALUE}.")
    private Output output = Output.TABLE;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Function<ContainerSpec, ContainerModel> models;
    private final InstantSource clock;
    private final @Nullable PrometheusOpener opener;

    /**
     * @param models makes the model of a container
     * @param opener null if no Prometheus can be asked
     */
    public ForecastCommand(
            Function<ContainerSpec, ContainerModel> models, InstantSource clock, @Nullable PrometheusOpener opener) {
        this.models = models;
        this.clock = clock;
        this.opener = opener;
    }

    @Override
    public Integer call() {
        if (horizons.size() > MOST_HORIZONS) {
            throw wrong("Option --horizon has " + horizons.size() + " times, allowed are 1 to " + MOST_HORIZONS);
        }
        try (ForecastOutput lines = output()) {
            Forecaster forecaster = new Forecaster(new Fleet(models), horizons, lines, () -> watch != null);
            open().run(forecaster);
            if (!forecaster.problems().isEmpty()) {
                complain(forecaster.problems());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException unreadable) {
            throw CliFailure.unavailable(String.valueOf(unreadable.getMessage()), "");
        }
        return ExitCode.OK;
    }

    private ForecastSource open() throws IOException {
        Duration interval = watch == null ? ONE_SCRAPE : watch;
        try {
            if (source.replay != null) {
                if (watch != null) {
                    throw wrong("Option --watch does not go with --replay: a recording ends");
                }
                return new ReplaySource(Replay.open(source.replay, NameTable.ofProcesses()));
            }
            if (source.targets != null) {
                return new TargetsSource(
                        TargetFile.read(source.targets), NameTable.ofProcesses(), interval, clock, this::complain);
            }
            if (source.prometheus != null && opener != null) {
                return opener.open(source.prometheus, interval);
            }
        } catch (IllegalArgumentException bad) {
            throw CliFailure.unavailable(String.valueOf(bad.getMessage()), "");
        }
        throw wrong("Option --prometheus is not available here, allowed are --targets and --replay");
    }

    private ForecastOutput output() {
        PrintWriter out = spec.commandLine().getOut();
        return switch (output) {
            case TABLE -> new ForecastTable(out);
            case JSON -> JsonForecasts.arrays(out);
            case JSONL -> JsonForecasts.lines(out);
        };
    }

    private void complain(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("headroom: " + PlainText.of(line));
        err.flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
