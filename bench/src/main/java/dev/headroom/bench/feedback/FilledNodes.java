package dev.headroom.bench.feedback;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that are filled by the plugins until nothing fits, and then watched for two hours: how wrong is the corrected
 * allocatable, and how much of what it allows stays unused.
 */
final class FilledNodes {

    private static final int NODES = 24;
    private static final int SERVICES = 16;
    private static final int CONVERGING = 60;
    private static final int WATCHED = 240;
    private static final double SENSITIVITY = 0.85;

    private FilledNodes() {}

    /**
     * What came of it.
     *
     * @param errorBefore mean relative error of what nodes say that pods can have
     * @param errorAfter the same of the correction, over all nodes and all periods of the two hours
     * @param errorWorst the largest of them
     * @param meanSlack mean over nodes of 1 − highest memory of the pods / (0.85 · corrected allocatable)
     * @param leastSlack the smallest of them
     * @param killed nodes whose pods took more than the kernel has
     * @param pods that were placed
     */
    record Result(
            double errorBefore,
            double errorAfter,
            double errorWorst,
            double meanSlack,
            double leastSlack,
            int nodes,
            int killed,
            int pods) {}

    static Result run(long seed, double confidence) {
        try (SimulatedFleet fleet =
                new SimulatedFleet(Profiles.refusingFrom(confidence), NODES, SERVICES, seed, true)) {
            for (int i = 0; i < CONVERGING; i++) {
                fleet.period();
            }
            int pods = fill(fleet);
            fleet.nodes().forEach(SimulatedKubelet::forgetPeak);
            List<Double> errors = new ArrayList<>();
            for (int i = 0; i < WATCHED; i++) {
                fleet.period();
                for (SimulatedKubelet node : fleet.nodes()) {
                    errors.add(error(corrected(fleet, node), node.availableBytes()));
                }
            }
            return result(fleet, errors, pods);
        }
    }

    /** Offers replicas of random services until a round through all of them places none. */
    private static int fill(SimulatedFleet fleet) {
        List<GoService> services = fleet.services();
        int pods = 0;
        int failedInARow = 0;
        while (failedInARow < services.size()) {
            GoService random = services.get(fleet.random().nextInt(services.size()));
            @Nullable GoReplica placed = fleet.place(random);
            for (int i = 0; placed == null && i < services.size(); i++) {
                placed = fleet.place(services.get(i));
            }
            failedInARow = placed == null ? services.size() : 0;
            pods += placed == null ? 0 : 1;
            if (pods % services.size() == 0) {
                fleet.period();
            }
        }
        return pods;
    }

    private static Result result(SimulatedFleet fleet, List<Double> errors, int pods) {
        double before = 0;
        double slack = 0;
        double least = 1;
        int killed = 0;
        for (SimulatedKubelet node : fleet.nodes()) {
            before += error(node.allocatableBytes(), node.availableBytes()) / NODES;
            double unused = 1 - node.peakBytes() / (SENSITIVITY * corrected(fleet, node));
            slack += unused / NODES;
            least = Math.min(least, unused);
            killed += node.killed() ? 1 : 0;
        }
        double sum = 0;
        double worst = 0;
        for (double error : errors) {
            sum += error;
            worst = Math.max(worst, error);
        }
        return new Result(before, sum / errors.size(), worst, slack, least, NODES, killed, pods);
    }

    private static double corrected(SimulatedFleet fleet, SimulatedKubelet node) {
        return fleet.published(node).memory().availableBytes();
    }

    private static double error(double said, double truth) {
        return Math.abs(said - truth) / truth;
    }
}
