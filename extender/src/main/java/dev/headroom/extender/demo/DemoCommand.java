package dev.headroom.extender.demo;

import dev.headroom.runtime.PluginRegistry;
import dev.headroom.runtime.SystemClock;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headroom demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs a simulated cluster with simulated Go processes against the real verbs over real HTTP.",
        footer = "The same --nodes and --seed give the same placements, at any --speed. Ctrl-C ends it.")
public final class DemoCommand implements Callable<Integer> {

    private final HeadroomStarter starter;
    private final PluginRegistry registry;
    private final SystemClock clock;
    private final PrintStream out;
    private final boolean colours;

    @Option(names = "--nodes", defaultValue = "12", description = "Nodes, 1 to 5000; default ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(names = "--seed", defaultValue = "7", description = "Any whole number; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "Simulated seconds per real one, 0.1 to 100; default ${DEFAULT-VALUE}.")
    private double speed;

    @Option(
            names = "--duration",
            converter = DurationConverter.class,
            description = "Simulated time to run for, 1s to 168h, such as 60s, 5m or 2h; default: until Ctrl-C.")
    private @Nullable Duration duration;

    @Option(
            names = "--port",
            defaultValue = "8889",
            description = "Port of the page, 0 to 65535, 0 picks a free one; default ${DEFAULT-VALUE}.")
    private int port;

    @Spec
    private @Nullable CommandSpec spec;

    /**
     * @param registry must hold GcHeadroomFit and GcHeadroom
     * @param colours whether {@code out} is a terminal whose user wants colours
     */
    public DemoCommand(
            HeadroomStarter starter, PluginRegistry registry, SystemClock clock, PrintStream out, boolean colours) {
        this.starter = starter;
        this.registry = registry;
        this.clock = clock;
        this.out = out;
        this.colours = colours;
    }

    @Override
    public Integer call() throws Exception {
        DemoOptions options = options();
        SimulatedClock simulated = SimulatedClock.startingAbout(clock.instant());
        try (StopSignal signal = new StopSignal();
                RunningHeadroom headroom = starter.start(DemoConfiguration.of(options.port(), registry), simulated);
                HttpExtender extender = new HttpExtender("http://127.0.0.1:" + headroom.verbsPort())) {
            signal.listen();
            DemoPrinter printer = new DemoPrinter(out, colours);
            printer.text("page:  http://127.0.0.1:" + headroom.opsPort() + "/");
            printer.text("simulated cluster, simulated Go processes; real verbs over real HTTP on 127.0.0.1:"
                    + headroom.verbsPort());
            printer.text(String.format(
                    Locale.ROOT,
                    "%d nodes, seed %d, %s simulated s/s%s; Ctrl-C ends it",
                    options.nodes(),
                    options.seed(),
                    options.speed(),
                    duration == null ? "" : ", for " + duration.toSeconds() + " simulated s"));
            printer.text("a placement reads POD -> NODE and its scores, Headroom's 0-10 (counts "
                    + 10 * SimulatedScheduler.EXTENDER_WEIGHT + " times) + in-tree 0-200 (approximated)");
            SimulatedCluster cluster =
                    new SimulatedCluster(options.seed(), options.nodes(), simulated, headroom, extender);
            new DemoRun(cluster, headroom, options, printer, clock, signal).run();
        }
        return CommandLine.ExitCode.OK;
    }

    private DemoOptions options() {
        try {
            return new DemoOptions(nodes, seed, speed, duration, port);
        } catch (IllegalArgumentException e) {
            CommandLine commandLine = spec == null ? new CommandLine(this) : spec.commandLine();
            throw new ParameterException(commandLine, e.getMessage());
        }
    }
}
