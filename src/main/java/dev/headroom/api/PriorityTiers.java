package dev.headroom.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The forecasts of a node's pods by pod priority; answers what would be gone without the lower ones. Immutable. */
public final class PriorityTiers {

    public static final PriorityTiers NONE = new PriorityTiers(new int[0], new MemorySum[0], new long[0], new long[0]);

    private final int[] priorities;
    private final MemorySum[] upTo;
    private final long[] excessFrom;
    private final long[] dropFrom;

    private PriorityTiers(int[] priorities, MemorySum[] upTo, long[] excessFrom, long[] dropFrom) {
        this.priorities = priorities;
        this.upTo = upTo;
        this.excessFrom = excessFrom;
        this.dropFrom = dropFrom;
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
        return new PriorityTiers(priorities, upTo, excessFrom(priorities, pods), dropFrom(priorities, pods));
    }

    /** The sum of all pods whose priority is strictly lower. */
    public MemorySum below(int priority) {
        int tiersBelow = tiersBelow(priority);
        return tiersBelow == 0 ? MemorySum.EMPTY : upTo[tiersBelow - 1];
    }

    /** {@link NodeLoad#largestExcessBytes} of the other pods: those whose priority is not lower. */
    public long largestExcessFrom(int priority) {
        int tiersBelow = tiersBelow(priority);
        return tiersBelow == excessFrom.length ? 0 : excessFrom[tiersBelow];
    }

    /** {@link NodeLoad#dropBytes} of those pods. */
    public long dropFrom(int priority) {
        int tiersBelow = tiersBelow(priority);
        return tiersBelow == dropFrom.length ? 0 : dropFrom[tiersBelow];
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

    private static long[] dropFrom(int[] priorities, List<PodInfo> pods) {
        long[] drop = new long[priorities.length];
        for (int i = 0; i < pods.size(); i++) {
            int tier = Arrays.binarySearch(priorities, pods.get(i).priority());
            if (tier >= 0) {
                drop[tier] += pods.get(i).forecast().dropBytes();
            }
        }
        for (int i = drop.length - 2; i >= 0; i--) {
            drop[i] += drop[i + 1];
        }
        return drop;
    }
}
