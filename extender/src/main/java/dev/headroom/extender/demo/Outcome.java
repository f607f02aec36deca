package dev.headroom.extender.demo;

import org.jspecify.annotations.Nullable;

/** What came of one attempt to place a pod. */
sealed interface Outcome {

    SimulatedPod pod();

    /** @param runnerUp the best node that was not chosen; null if only one was left */
    record Placed(
            SimulatedPod pod,
            SimulatedNode node,
            Ranked chosen,
            @Nullable Ranked runnerUp) implements Outcome {}

    /**
     * @param reason as it would stand in the pod's event
     * @param byExtender whether nodes were left before the extender was asked
     */
    record Refused(SimulatedPod pod, String reason, boolean byExtender) implements Outcome {}

    /**
     * A node's scores.
     *
     * @param extender 0 to 10, as answered; 0 if it was not asked
     * @param inTree 0 to 200, {@link InTreeScores}
     * @param total in-tree + extender · weight · 10
     */
    record Ranked(String node, long extender, long inTree, long total) {}
}
