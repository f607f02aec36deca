package dev.headroom.extender.cli;

import dev.headroom.extender.decisions.ExplanationJson;
import dev.headroom.extender.forecast.ForecastSource;
import dev.headroom.extender.report.KnownNodes;
import dev.headroom.extender.report.NodeRow;
import dev.headroom.extender.report.Report;
import dev.headroom.extender.report.ReportPage;
import dev.headroom.extender.report.ReportText;
import dev.headroom.extender.report.Survey;
import dev.headroom.predict.ContainerModel;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Fleet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headroom report}. */
@Command(
        name = "report",
        description = "Says which nodes and workloads are at risk, which burn CPU by garbage collection, and what to"
                + " set. Only reads; nothing has to be installed.",
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

    private static final int PAGE = 500;
    private static final Duration ONE_SCRAPE = Duration.ofSeconds(5);

    enum Form {
        TEXT,
        JSON,
        HTML
    }

    @ArgGroup
    private SourceOptions source = new SourceOptions();

    @Option(
            names = "--ops",
            paramLabel = "URL",
            description = "A running Headroom's operations port, which knows the nodes' allocatable memory and all"
                    + " their pods. Alone, or beside another source.")
    private @Nullable String ops;

    @Option(
            names = "--horizon",
            paramLabel = "TIME",
            defaultValue = "300s",
            converter = HorizonConverter.class,
            description = "How far to look, 1s to 1h; default ${DEFAULT-VALUE}.")
    private Duration horizon = Duration.ofSeconds(300);

    @Option(
            names = "--during",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = HorizonConverter.class,
            description = "How long --targets are watched, every 5 s, 1s to 1h; default ${DEFAULT-VALUE}. CPU needs two"
                    + " scrapes, trends some minutes.")
    private Duration during = Duration.ofSeconds(30);

    @Option(
            names = "-o",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text, json or html (one file that needs no other); default ${DEFAULT-VALUE}.")
    private Form form = Form.TEXT;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write it; without it to standard output.")
    private @Nullable Path output;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Function<ContainerSpec, ContainerModel> models;
    private final InstantSource clock;
    private final ForecastCommand.@Nullable PrometheusOpener opener;

    /**
     * @param models makes the model of a container
     * @param opener null if no Prometheus can be asked
     */
    public ReportCommand(
            Function<ContainerSpec, ContainerModel> models,
            InstantSource clock,
            ForecastCommand.@Nullable PrometheusOpener opener) {
        this.models = models;
        this.clock = clock;
        this.opener = opener;
    }

    @Override
    public Integer call() {
        if (source.isEmpty() && ops == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Nothing to report on, allowed are --prometheus, --replay, --targets and --ops");
        }
        List<NodeRow> nodes = ops == null ? List.of() : nodes(ops);
        long until = clock.millis() + during.toMillis();
        Survey survey = new Survey(new Fleet(models), horizon.toMillis(), () -> clock.millis() < until);
        if (!source.isEmpty()) {
            ForecastSource opened = source.open(ONE_SCRAPE, clock, opener, spec.commandLine());
            try {
                opened.run(survey);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } catch (IOException unreadable) {
                throw CliFailure.unavailable(String.valueOf(unreadable.getMessage()), "");
            }
        }
        print(Report.of(survey, clock.millis(), name(), nodes));
        return ExitCode.OK;
    }

    private void print(Report report) {
        String text = switch (form) {
            case TEXT -> PlainText.of(ReportText.of(report));
            case HTML -> ReportPage.of(report);
            case JSON -> new String(ExplanationJson.write(report), StandardCharsets.UTF_8) + "\n";
        };
        if (output == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
            return;
        }
        try {
            Files.writeString(output, text);
        } catch (IOException unwritable) {
            throw CliFailure.unavailable(output + " cannot be written: " + unwritable, "");
        }
    }

    private String name() {
        List<String> names = new ArrayList<>();
        if (!source.isEmpty()) {
            names.add(source.name());
        }
        if (ops != null) {
            names.add(ops);
        }
        return String.join(" and ", names);
    }

    private List<NodeRow> nodes(String server) {
        OpsClient client;
        try {
            client = new OpsClient(server, "--ops");
        } catch (IllegalArgumentException noUrl) {
            throw new ParameterException(spec.commandLine(), "Option --ops is '" + server + "': " + noUrl.getMessage());
        }
        List<NodeRow> rows = new ArrayList<>();
        KnownNodes page;
        do {
            byte[] body = client.get(
                    "/api/nodes", Map.of("limit", String.valueOf(PAGE), "offset", String.valueOf(rows.size())));
            try {
                page = KnownNodes.read(body);
            } catch (IOException noNodes) {
                throw CliFailure.unavailable(server + " " + noNodes.getMessage(), "Maybe it is no Headroom");
            }
            rows.addAll(page.rows());
        } while (!page.rows().isEmpty() && rows.size() < page.total());
        return rows;
    }
}
