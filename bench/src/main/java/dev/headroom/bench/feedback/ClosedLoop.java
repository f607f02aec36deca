package dev.headroom.bench.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Feedback and placement in one loop for days: replicas come in waves and bursts and go at random, the plugins place them
 * by the corrected nodes, and what they take acts back on what is measured.
 */
final class ClosedLoop {

    private static final int NODES = 6;
    private static final int SERVICES = 12;

    /** Steps until the correction is learnt: 19 by its arithmetic, and then some. */
    static final int CONVERGED = 200;

    private static final double LEAVING = 1.0 / 100;
    private static final double ARRIVING = 2.6;
    private static final int WAVE_STEPS = 720;
    private static final double BURST_PROBABILITY = 0.005;
    private static final int BURST = 60;

    private ClosedLoop() {}

    /**
     * What a node did after it had converged.
     *
     * @param error predicted over true − 1, by step
     * @param worst largest of their sizes
     * @param noise standard deviation of a single observation, as a share of what is available
     */
    record NodeTrace(double[] error, double worst, double noise) {}

    /**
     * The whole run.
     *
     * @param refused how many replicas no node took
     */
    record Result(List<NodeTrace> nodes, int placed, int refused) {}

    /** @param podsAreMeasured false lets feedback take free memory for what pods can have */
    static Result run(long seed, int steps, boolean podsAreMeasured) {
        try (SimulatedFleet fleet =
                new SimulatedFleet(Profiles.refusingFrom(0), NODES, SERVICES, seed, podsAreMeasured)) {
            double[][] errors = new double[NODES][steps - CONVERGED];
            int placed = 0;
            int refused = 0;
            for (int step = 0; step < steps; step++) {
                leave(fleet);
                fleet.settle();
                for (int i = arrivals(fleet.random(), step); i > 0; i--) {
                    GoService service = fleet.services().get(fleet.random().nextInt(SERVICES));
                    if (fleet.place(service) == null) {
                        refused++;
                    } else {
                        placed++;
                    }
                }
                fleet.period();
                for (int i = 0; i < NODES && step >= CONVERGED; i++) {
                    SimulatedKubelet node = fleet.nodes().get(i);
                    double said = fleet.published(node).memory().availableBytes();
                    errors[i][step - CONVERGED] = said / node.availableBytes() - 1;
                }
            }
            List<NodeTrace> traces = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                double worst = 0;
                for (double error : errors[i]) {
                    worst = Math.max(worst, Math.abs(error));
                }
                traces.add(new NodeTrace(errors[i], worst, fleet.nodes().get(i).noise()));
            }
            return new Result(traces, placed, refused);
        }
    }

    private static void leave(SimulatedFleet fleet) {
        for (SimulatedKubelet node : fleet.nodes()) {
            for (GoReplica replica : List.copyOf(node.pods())) {
                if (fleet.random().nextDouble() < LEAVING) {
                    fleet.remove(node, replica);
                }
            }
        }
    }

    /** Waves of six hours, now and then a burst of sixty. */
    private static int arrivals(SplittableRandom random, int step) {
        double rate = ARRIVING * (1 + Math.sin(2 * Math.PI * step / WAVE_STEPS));
        int count = (int) Math.floor(rate + random.nextDouble());
        return random.nextDouble() < BURST_PROBABILITY ? count + BURST : count;
    }
}
