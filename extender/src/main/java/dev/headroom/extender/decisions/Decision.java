package dev.headroom.extender.decisions;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Verdict;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.ProfileSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one verb answered, by reference to the immutable records that it saw. Made on the hot path: nothing is copied. */
public sealed interface Decision {

    PodInfo pod();

    /** Epoch milliseconds. */
    long atMillis();

    /**
     * @param mode in force when it was answered, the kill switch included
     * @param nodes the nodes that the request named and the state knows, with the charges of that moment
     * @param rejections at i why {@code nodes.get(i)} is refused, or would be in {@link Mode#ENFORCE}; null if it fits
     * @param helped at i whether {@code nodes.get(i)} does not count as refused in {@link Mode#ENFORCE} although a
     *     filter objects, because the pod may preempt and pods of lower priority run there; empty if on no node
     * @param answered how many node names the answer kept
     */
    record Filtered(
            PodInfo pod,
            long atMillis,
            ProfileSpec profile,
            Mode mode,
            List<NodeInfo> nodes,
            Verdict.@Nullable Rejected[] rejections,
            boolean[] helped,
            int answered)
            implements Decision {

        /** Whether preemption would help the pod on node {@code i}, which is refused. */
        public boolean helps(int i) {
            return i < helped.length && helped[i];
        }

        /** Whether the answer really refused node {@code i}. */
        public boolean refused(int i) {
            return mode == Mode.ENFORCE && RefusalPolicy.mayRefuse(pod) && rejections[i] != null && !helps(i);
        }
    }

    /**
     * @param totals at i the profile's score of {@code nodes.get(i)}, 0 to 100
     * @param sent at i the score that went to kube-scheduler, 0 to 10
     */
    record Prioritized(
            PodInfo pod,
            long atMillis,
            ProfileSpec profile,
            Mode mode,
            List<NodeInfo> nodes,
            double[] totals,
            byte[] sent)
            implements Decision {}

    /** @param kept which of the candidate nodes the answer kept */
    record PreemptionVetted(PodInfo pod, long atMillis, List<String> candidates, List<String> kept)
            implements Decision {}
}
