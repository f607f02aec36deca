package dev.headroom.predict;

import dev.headroom.api.MemoryForecast;

/**
 * The simple rule that stands beside the model, for comparison only: heap goal = heap objects · (1 + GOGC/100); memory
 * above 0.9 · {@code memory.max} is said to end in an OOM kill, memory above the heap goal in a collection.
 *
 * <p>It takes objects that are garbage already for live ones, so that it is right only just after a cycle; it knows
 * neither {@code GOMEMLIMIT} nor what is not heap, and nothing of how often the collector runs.
 *
 * @param heapGoalBytes what the heap is said to grow to, ≥ 0; {@link Double#POSITIVE_INFINITY} with GOGC off
 * @param memoryMaxBytes the limit; {@link Double#POSITIVE_INFINITY} for none
 */
public record ReferenceRule(double heapGoalBytes, double memoryMaxBytes) {

    /** The share of the limit above which the rule expects a kill. */
    public static final double OOM_SHARE = 0.9;

    /** What the rule says of an amount of memory. */
    public enum Says {
        /** Below the heap goal: nothing happens. */
        NOTHING,
        /** Above the heap goal: the collector runs. */
        COLLECTION,
        /** Above 0.9 of the limit: the kernel kills. */
        OOM_KILL
    }

    /**
     * Applies the rule.
     *
     * @param heapObjectsBytes heap objects now, garbage included, 0 to 2⁴⁶
     * @param gogcPercent GOGC; negative for off
     * @param limitBytes {@code memory.max}; 0 for none
     */
    public static ReferenceRule of(double heapObjectsBytes, double gogcPercent, long limitBytes) {
        if (!(heapObjectsBytes >= 0 && heapObjectsBytes <= MemoryForecast.MAX_BYTES)) {
            throw new IllegalArgumentException(
                    "heapObjectsBytes is " + heapObjectsBytes + ", allowed is 0 to " + MemoryForecast.MAX_BYTES);
        }
        double goal = gogcPercent < 0 ? Double.POSITIVE_INFINITY : heapObjectsBytes * (1 + gogcPercent / 100);
        return new ReferenceRule(goal, limitBytes > 0 ? limitBytes : Double.POSITIVE_INFINITY);
    }

    /** What becomes of a container that holds so much. */
    public Says of(double bytes) {
        if (bytes > OOM_SHARE * memoryMaxBytes) {
            return Says.OOM_KILL;
        }
        return bytes > heapGoalBytes ? Says.COLLECTION : Says.NOTHING;
    }

    /** What becomes of it once the heap has grown to its goal. */
    public Says atGoal() {
        return of(heapGoalBytes) == Says.OOM_KILL ? Says.OOM_KILL : Says.COLLECTION;
    }

    /**
     * The most that the container will hold by this rule, bytes: the heap goal, or the limit where it says that the
     * kernel kills before. Infinite with GOGC off and no limit.
     */
    public double highestBytes() {
        return atGoal() == Says.OOM_KILL ? memoryMaxBytes : heapGoalBytes;
    }
}
