package dev.headroom.extender.demo;

import dev.headroom.api.GcHeadroomModel;
import dev.headroom.runtime.Ticker;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Lets the simulation run at its speed and tells of it once a second. If the machine cannot keep up, simulated time
 * goes slower than asked, and the line says so; what is decided does not change. Used by one thread.
 */
final class DemoRun {

    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SimulatedCluster cluster;
    private final RunningHeadroom headroom;
    private final DemoOptions options;
    private final DemoPrinter printer;
    private final Ticker ticker;
    private final StopSignal signal;
    private final GcHeadroomModel model = new GcHeadroomModel(0.95, 0.85, 0.3);
    private final PlacementDigest digest = new PlacementDigest();
    private DemoEvents events = new DemoEvents();
    private boolean behind;

    DemoRun(
            SimulatedCluster cluster,
            RunningHeadroom headroom,
            DemoOptions options,
            DemoPrinter printer,
            Ticker ticker,
            StopSignal signal) {
        this.cluster = cluster;
        this.headroom = headroom;
        this.options = options;
        this.printer = printer;
        this.ticker = ticker;
        this.signal = signal;
    }

    /** Returns after the duration, or when stopped. */
    void run() throws InterruptedException {
        long stepNanos = (long) (LINE_NANOS / options.speed());
        long nextStep = ticker.nanos();
        long nextLine = nextStep;
        SimulatedCluster.Report report = null;
        for (long step = 0; step < options.steps() && !signal.isStopped(); step++) {
            while (report != null && nextStep - nextLine > 0 && waitUntil(nextLine)) {
                print(report);
                nextLine += LINE_NANOS;
            }
            if (waitUntil(nextStep)) {
                report = cluster.next();
                digest.add(report);
                events.add(report);
                long late = ticker.nanos() - nextStep;
                behind |= step > 0 && late > stepNanos;
                nextStep += Math.max(stepNanos, late);
                if (step == 0 || ticker.nanos() - nextLine >= 0) {
                    print(report);
                    nextLine = Math.max(nextLine + LINE_NANOS, ticker.nanos());
                }
            }
        }
        if (report != null && !events.isEmpty()) {
            print(report);
        }
        summary();
    }

    /** @return false if the run was stopped meanwhile */
    private boolean waitUntil(long nanos) throws InterruptedException {
        return !signal.await(nanos - ticker.nanos());
    }

    private void print(SimulatedCluster.Report report) {
        DemoFigures figures = DemoFigures.of(report.time(), cluster, headroom.view(), model);
        String text = events.headline();
        if (cluster.withHeadroom().scheduler().extenderErrors() > 0) {
            text = "verbs failed: " + cluster.withHeadroom().scheduler().lastExtenderError();
        }
        if (behind) {
            text = "(slower than --speed) " + text;
        }
        printer.line(figures, events.placed(), text);
        events = new DemoEvents();
        behind = false;
    }

    private void summary() {
        World ours = cluster.withHeadroom().world();
        World other = cluster.requestsOnly().world();
        printer.text(String.format(
                Locale.ROOT,
                "Simulated: %d placements, digest %s (same --nodes, --seed and --duration: same digest); failed verb"
                        + " calls: %d.",
                digest.count(),
                digest.value(),
                cluster.withHeadroom().scheduler().extenderErrors()));
        printer.text(String.format(
                Locale.ROOT,
                "Kills because a node was full: %d with Headroom, %d by requests alone; at a container's own limit:"
                        + " %d and %d.",
                ours.nodeKills(),
                other.nodeKills(),
                ours.limitKills(),
                other.limitKills()));
    }
}
