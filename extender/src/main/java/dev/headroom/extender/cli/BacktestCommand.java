package dev.headroom.extender.cli;

import dev.headroom.extender.backtest.Backtest;
import dev.headroom.extender.backtest.Result;
import dev.headroom.extender.backtest.Window;
import dev.headroom.extender.decisions.ExplanationJson;
import dev.headroom.extender.forecast.ForecastSource;
import dev.headroom.extender.forecast.ReplaySource;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.replay.Replay;
import dev.headroom.predict.ContainerModel;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Fleet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

/** {@code headroom backtest}. */
@Command(
        name = "backtest",
        description = "Says of a past window what would have been forecast and what happened, by workload, beside what"
                + " requests, the Vertical Pod Autoscaler's p90 · 1.15 and N-sigma would have set aside.",
        mixinStandardHelpOptions = true)
public final class BacktestCommand implements Callable<Integer> {

    private static final int MOST_HORIZONS = 16;

    /** Opens what a Prometheus knows of the past. */
    @FunctionalInterface
    public interface PastOpener {

        /** @throws IllegalArgumentException if the URL cannot be one; says what is allowed */
        ForecastSource open(String url, Instant from, Instant to);
    }

    enum Form {
        TEXT,
        JSON
    }

    static final class Source {

        @Option(names = "--prometheus", paramLabel = "URL", description = "A Prometheus server. Needs --from and --to.")
        private @Nullable String prometheus;

        @Option(
                names = "--replay",
                paramLabel = "DIR",
                description = "A recording: DIR/targets.json and DIR/scrapes/NAME/UNIX_MS.prom.")
        private @Nullable Path replay;
    }

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Forecasts are judged from then on, 2026-11-24T22:00:00Z. What was before is learnt from.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "The last moment of which forecasts are judged.")
    private @Nullable Instant to;

    @Option(
            names = "--horizon",
            paramLabel = "TIME",
            split = ",",
            defaultValue = "60s,300s",
            converter = HorizonConverter.class,
            description = "How far to look, 1s to 1h, several with commas between them; default ${DEFAULT-VALUE}.")
    private List<Duration> horizons = List.of();

    @Option(names = "-o", paramLabel = "FORM", defaultValue = "text", description = "text or json; default text.")
    private Form form = Form.TEXT;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Function<ContainerSpec, ContainerModel> models;
    private final @Nullable PastOpener opener;

    /**
     * @param models makes the model of a container
     * @param opener null if no Prometheus can be asked
     */
    public BacktestCommand(Function<ContainerSpec, ContainerModel> models, @Nullable PastOpener opener) {
        this.models = models;
        this.opener = opener;
    }

    @Override
    public Integer call() {
        if (horizons.size() > MOST_HORIZONS) {
            throw wrong("Option --horizon has " + horizons.size() + " times, allowed are 1 to " + MOST_HORIZONS);
        }
        if (from != null && to != null && from.isAfter(to)) {
            throw wrong("Option --from is " + from + ", after --to, " + to);
        }
        Backtest backtest = new Backtest(new Fleet(models), horizons, window());
        try {
            open().run(backtest);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException unreadable) {
            throw CliFailure.unavailable(String.valueOf(unreadable.getMessage()), "");
        }
        Result result = backtest.result(
                String.valueOf(source.replay == null ? source.prometheus : source.replay.getFileName()));
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (form) {
                    case TEXT -> BacktestTable.of(result);
                    case JSON -> new String(ExplanationJson.write(result), StandardCharsets.UTF_8) + "\n";
                });
        out.flush();
        return result.fromMillis() == 0 ? ExitCode.REFUSED : ExitCode.OK;
    }

    private ForecastSource open() throws IOException {
        try {
            if (source.replay != null) {
                return new ReplaySource(Replay.open(source.replay, NameTable.ofProcesses()));
            }
            if (source.prometheus != null && opener != null) {
                if (from == null || to == null) {
                    throw wrong("Option --prometheus needs --from and --to");
                }
                return opener.open(source.prometheus, from, to);
            }
        } catch (IllegalArgumentException bad) {
            throw CliFailure.unavailable(String.valueOf(bad.getMessage()), "");
        }
        throw wrong("Option --prometheus is not available here, allowed is --replay");
    }

    private Window window() {
        return new Window(
                from == null ? Window.ALL.fromMillis() : from.toEpochMilli(),
                to == null ? Window.ALL.toMillis() : to.toEpochMilli());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
