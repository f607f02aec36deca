package dev.headroom.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The forecasts of a node's pods by pod priority; answers what would be gone without the lower ones. Immutable. */
public final class PriorityTiers {

    public static final PriorityTiers NONE =
            new PriorityTiers(new int[0], new MemorySum[0], new long[0], new long[2][0]);

    private final int[] priorities;
    private final MemorySum[] upTo;
    private final long[] excessFrom;

    /** Σ low spread in bytes, and Σ low variance in KiB², of each priority and those above it. */
    private final long[][] lowFrom;

    private PriorityTiers(int[] priorities, MemorySum[] upTo, long[] excessFrom, long[][] lowFrom) {
        this.priorities = priorities;
        this.upTo = upTo;
        this.excessFrom = excessFrom;
        this.lowFrom = lowFrom;
    }

    /**
     * Tiers of these pods.
     *
     * @param sums the sum of each priority's pods
     * @param pods the pods themselves
     */
    public static PriorityTiers of(SortedMap<Integer, MemorySum> sums, List<PodInfo> pods) {
        int[] priorities = new int[sums.size()];
        MemorySum[] upTo = new MemorySum[sums.size()];
        MemorySum running = MemorySum.EMPTY;
        int i = 0;
        for (Map.Entry<Integer, MemorySum> tier : sums.entrySet()) {
            running = running.plus(tier.getValue());
            priorities[i] = tier.getKey();
            upTo[i++] = running;
        }
        return new PriorityTiers(priorities, upTo, excessFrom(priorities, pods), lowFrom(priorities, pods));
    }

    /** The sum of all pods whose priority is strictly lower. */
    public MemorySum below(int priority) {
        int tiersBelow = tiersBelow(priority);
        return tiersBelow == 0 ? MemorySum.EMPTY : upTo[tiersBelow - 1];
    }

    /** {@link NodeLoad#largestExcessBytes} of the other pods: those whose priority is not lower. */
    public long largestExcessFrom(int priority) {
        return from(excessFrom, priority);
    }

    /** {@link NodeLoad#lowSpreadBytes} of those pods. */
    public long lowSpreadFrom(int priority) {
        return from(lowFrom[0], priority);
    }

    /** {@link NodeLoad#lowVarianceKib2} of those pods. */
    public long lowVarianceFrom(int priority) {
        return from(lowFrom[1], priority);
    }

    private long from(long[] tiers, int priority) {
        int tiersBelow = tiersBelow(priority);
        return tiersBelow == tiers.length ? 0 : tiers[tiersBelow];
    }

    private int tiersBelow(int priority) {
        int found = Arrays.binarySearch(priorities, priority);
        return found >= 0 ? found : -found - 1;
    }

    private static long[] excessFrom(int[] priorities, List<PodInfo> pods) {
        long[] excess = new long[priorities.length];
        for (int i = 0; i < pods.size(); i++) {
            int tier = Arrays.binarySearch(priorities, pods.get(i).priority());
            if (tier >= 0) {
                excess[tier] = Math.max(excess[tier], pods.get(i).forecast().excessBytes());
            }
        }
        for (int i = excess.length - 2; i >= 0; i--) {
            excess[i] = Math.max(excess[i], excess[i + 1]);
        }
        return excess;
    }

    private static long[][] lowFrom(int[] priorities, List<PodInfo> pods) {
        long[] spread = new long[priorities.length];
        long[] variance = new long[priorities.length];
        for (int i = 0; i < pods.size(); i++) {
            int tier = Arrays.binarySearch(priorities, pods.get(i).priority());
            if (tier >= 0) {
                spread[tier] += pods.get(i).forecast().lowSpreadBytes();
                variance[tier] += pods.get(i).forecast().lowVarianceKib2();
            }
        }
        for (int i = priorities.length - 2; i >= 0; i--) {
            spread[i] += spread[i + 1];
            variance[i] += variance[i + 1];
        }
        return new long[][] {spread, variance};
    }
}
