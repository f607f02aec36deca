package dev.headroom.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a node's pods amount to beside their {@link MemorySum}; computed from all of them whenever one changes, because
 * a maximum cannot be taken back. Immutable.
 *
 * @param largestExcessBytes the most by which a single pod's own high quantile exceeds its mean
 * @param lowSpreadBytes Σ {@link MemoryForecast#lowSpreadBytes}
 * @param correctionBytes Σ {@link MemoryForecast#correctionBytes}
 * @param lowVarianceKib2 Σ {@link MemoryForecast#lowVarianceKib2}
 * @param withinKib2 Σ 2·σᵢ·σⱼ over all pairs of replicas of one workload, in KiB²: what moves together
 * @param largestWorkloadKib the largest Σσ of one workload's replicas, in KiB
 * @param milliCpu Σ predicted mutator and GC CPU, of a pod of which none is known its request
 * @param gcMilliCpu Σ predicted GC CPU alone
 * @param unknownCpu pods that are counted with their request
 */
public record NodeLoad(
        long largestExcessBytes,
        long lowSpreadBytes,
        long correctionBytes,
        long lowVarianceKib2,
        long withinKib2,
        long largestWorkloadKib,
        long milliCpu,
        long gcMilliCpu,
        int unknownCpu) {

    public static final NodeLoad EMPTY = new NodeLoad(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** As {@link MemoryForecast#varianceKib2} bounds one pod's σ, so that 2,000 workloads fit into a {@code long}. */
    private static final long LARGEST_KIB = 1L << 26;

    /** Adds up; the order of the pods does not matter. */
    public static NodeLoad of(List<PodInfo> pods) {
        if (pods.isEmpty()) {
            return EMPTY;
        }
        long excess = 0;
        long lowSpread = 0;
        long correction = 0;
        long lowVariance = 0;
        long milliCpu = 0;
        long gc = 0;
        int unknown = 0;
        long largestKib = 0;
        Map<String, long[]> workloads = HashMap.newHashMap(pods.size());
        for (int i = 0; i < pods.size(); i++) {
            PodInfo pod = pods.get(i);
            excess = Math.max(excess, pod.forecast().excessBytes());
            lowSpread += pod.forecast().lowSpreadBytes();
            correction += pod.forecast().correctionBytes();
            lowVariance += pod.forecast().lowVarianceKib2();
            milliCpu += pod.milliCpu();
            gc += pod.cpu().gcMilli();
            unknown += pod.cpu().isKnown() ? 0 : 1;
            if (pod.workload().isEmpty()) {
                largestKib = Math.max(largestKib, pod.forecast().spreadBytes() >> 10);
            } else if (pod.forecast().isKnown()) {
                long[] sums = workloads.computeIfAbsent(pod.workload(), first -> new long[2]);
                sums[0] += pod.forecast().spreadBytes() >> 10;
                sums[1] += pod.forecast().varianceKib2();
            }
        }
        long within = 0;
        for (long[] sums : workloads.values()) {
            long together = Math.min(sums[0], LARGEST_KIB);
            within += Math.max(0, together * together - sums[1]);
            largestKib = Math.max(largestKib, together);
        }
        return new NodeLoad(
                excess,
                lowSpread,
                correction,
                lowVariance,
                within,
                Math.min(largestKib, LARGEST_KIB),
                milliCpu,
                gc,
                unknown);
    }
}
