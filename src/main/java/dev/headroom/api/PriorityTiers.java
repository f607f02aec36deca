package dev.headroom.api;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/** The forecasts of a node's pods by pod priority; answers what would be gone without the lower ones. Immutable. */
public final class PriorityTiers {

    public static final PriorityTiers NONE = new PriorityTiers(new int[0], new MemorySum[0]);

    private final int[] priorities;
    private final MemorySum[] upTo;

    private PriorityTiers(int[] priorities, MemorySum[] upTo) {
        this.priorities = priorities;
        this.upTo = upTo;
    }

    /** @param sums the sum of each priority's pods */
    public static PriorityTiers of(SortedMap<Integer, MemorySum> sums) {
        int[] priorities = new int[sums.size()];
        MemorySum[] upTo = new MemorySum[sums.size()];
        MemorySum running = MemorySum.EMPTY;
        int i = 0;
        for (Map.Entry<Integer, MemorySum> tier : sums.entrySet()) {
            running = running.plus(tier.getValue());
            priorities[i] = tier.getKey();
            upTo[i++] = running;
        }
        return new PriorityTiers(priorities, upTo);
    }

    /** The sum of all pods whose priority is strictly lower. */
    public MemorySum below(int priority) {
        int found = Arrays.binarySearch(priorities, priority);
        int tiersBelow = found >= 0 ? found : -found - 1;
        return tiersBelow == 0 ? MemorySum.EMPTY : upTo[tiersBelow - 1];
    }
}
