package dev.headroom.bench.feedback;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of the feedback, simulated around the real state and the real plugins: services that behave like Go
 * programs, forecasts with errors, kubelets with noise, outliers, stale and missing measurements.
 */
public final class FeedbackBench {

    /** Relative error of corrected allocatable after convergence, with 10 % of the capacity taken by what nobody told of. */
    public static final String ERROR_AFTER = "efb.error_after";

    /** Mean over nodes of 1 − measured peak / (0.85 · corrected allocatable), filled until nothing fits. */
    public static final String MEAN_SLACK = "efb.mean_slack";

    private static final int STEPS = 10_000;

    /** Nodes are filled up to the headroom: what passes is guaranteed to fit. */
    private static final double GUARANTEE = 0;

    /** The default of GcHeadroomFit. */
    private static final double NEAR_CERTAIN = 0.95;

    private FeedbackBench() {}

    /**
     * What was measured.
     *
     * @param figures the two with a goal, by id
     * @param details what stands behind them, by name
     */
    public record Measured(Map<String, Double> figures, Map<String, Double> details) {}

    /** Deterministic for a seed; takes some seconds. */
    public static Measured run(long seed) {
        FilledNodes.Result filled = FilledNodes.run(seed, GUARANTEE);
        FilledNodes.Result overfilled = FilledNodes.run(seed, NEAR_CERTAIN);
        ClosedLoop.Result loop = ClosedLoop.run(seed, STEPS, true);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(ERROR_AFTER, filled.errorAfter());
        figures.put(MEAN_SLACK, filled.meanSlack());
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("efb.error_before", filled.errorBefore());
        details.put("efb.error_worst", filled.errorWorst());
        details.put("efb.least_slack", filled.leastSlack());
        details.put("efb.nodes", (double) filled.nodes());
        details.put("efb.nodes_killed", (double) filled.killed());
        details.put("efb.pods", (double) filled.pods());
        details.put("efb.near_certain.mean_slack", overfilled.meanSlack());
        details.put("efb.near_certain.nodes_killed", (double) overfilled.killed());
        details.put("efb.near_certain.pods", (double) overfilled.pods());
        put(details, loop.nodes());
        details.put("efb.loop.steps", (double) STEPS);
        details.put("efb.loop.placed", (double) loop.placed());
        details.put("efb.loop.refused", (double) loop.refused());
        return new Measured(figures, details);
    }

    /** Of all nodes the one that looks worst, by each measure. */
    private static void put(Map<String, Double> details, List<ClosedLoop.NodeTrace> nodes) {
        double deviation = 0;
        double growth = 0;
        double alternation = 1;
        double worst = 0;
        for (ClosedLoop.NodeTrace node : nodes) {
            Swing swing = Swing.of(node.error());
            deviation = Math.max(deviation, swing.deviation() / node.noise());
            growth = Math.max(growth, swing.growth());
            alternation = Math.min(alternation, swing.alternation());
            worst = Math.max(worst, node.worst());
        }
        details.put("efb.loop.deviation_over_noise", deviation);
        details.put("efb.loop.growth", growth);
        details.put("efb.loop.alternation", alternation);
        details.put("efb.loop.error_worst", worst);
    }
}
