package dev.headroom.predict;

/**
 * The heap goal of Go's garbage collector, as {@code runtime/mgcpacer.go} of Go 1.26 computes it ({@code commit},
 * {@code memoryLimitHeapGoal}, {@code heapGoalInternal}). All amounts are bytes, 0 to 2⁴⁶.
 *
 * <p>Left out, because it moves the goal only within one cycle: the distance that sweeping needs, and the 64 KiB by
 * which a late trigger pushes the goal.
 */
public final class GoPacer {

    /** {@code defaultHeapMinimum}: the smallest goal at GOGC 100. */
    public static final long HEAP_MINIMUM_BYTES = 4L << 20;

    /** What {@link #goalByPercent} answers for GOGC off. */
    public static final long NO_GOAL = Long.MAX_VALUE;

    /** GOGC where the environment says nothing. */
    public static final double DEFAULT_PERCENT = 100;

    private static final long LIMIT_HEADROOM_PERCENT = 3;
    private static final long LIMIT_HEADROOM_MINIMUM_BYTES = 1L << 20;

    private GoPacer() {}

    /**
     * marked + (marked + roots) · GOGC/100, and no less than 4 MiB · GOGC/100.
     *
     * @param marked what the last cycle found live
     * @param roots scannable stacks and globals
     * @param percent GOGC; negative for off
     */
    public static long goalByPercent(long marked, long roots, double percent) {
        if (percent < 0) {
            return NO_GOAL;
        }
        long gogc = (long) percent;
        long goal = plusPercent(marked, marked + roots, gogc);
        return Math.max(goal, HEAP_MINIMUM_BYTES * gogc / 100);
    }

    /**
     * What the memory limit leaves for heap objects, less 3 % but at least 1 MiB; never below {@code marked}, and
     * exactly {@code marked} (collect without end) where everything else alone fills the limit.
     *
     * @param limit {@code GOMEMLIMIT}
     * @param held mapped and not released
     * @param free free heap that was not given back
     * @param alloc heap objects, garbage included
     */
    public static long goalByLimit(long marked, long limit, long held, long free, long alloc) {
        long beside = Math.max(0, held - free - alloc);
        long overage = Math.max(0, held - limit);
        if (beside + overage >= limit) {
            return marked;
        }
        long goal = limit - beside - overage;
        long headroom = Math.max(goal / 100 * LIMIT_HEADROOM_PERCENT, LIMIT_HEADROOM_MINIMUM_BYTES);
        // The runtime's own guard for limits of a few MiB: half of the goal may not go to the headroom.
        goal = goal - headroom < headroom ? headroom : goal - headroom;
        return Math.max(goal, marked);
    }

    /** The heap goal: the smaller of {@link #goalByPercent} and, with a limit, {@link #goalByLimit}. */
    public static long goal(long marked, long roots, double percent, long limit, long held, long free, long alloc) {
        long byPercent = goalByPercent(marked, roots, percent);
        return limit == 0 ? byPercent : Math.min(byPercent, goalByLimit(marked, limit, held, free, alloc));
    }

    /**
     * The live heap behind a goal that GOGC made: (goal − roots · GOGC/100) / (1 + GOGC/100).
     *
     * @param percent GOGC, ≥ 0
     */
    public static long liveBehindGoal(long goal, long roots, double percent) {
        double ratio = percent / 100;
        return (long) Math.max(0, (goal - roots * ratio) / (1 + ratio));
    }

    /** Saturates where Go would wrap around: a goal that large is never reached. */
    private static long plusPercent(long marked, long base, long percent) {
        if (percent > 0 && base > (NO_GOAL - marked) / percent) {
            return NO_GOAL;
        }
        return marked + base * percent / 100;
    }
}
