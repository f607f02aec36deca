package dev.headroom.extender.report;

import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;

/**
 * The live heap of a Go program: reported, or inferred. GOGC's goal tells it; where GOMEMLIMIT makes the goal, the least
 * that the heap held of late is the nearest thing known. Not thread-safe.
 */
final class LiveHeap {

    private static final long HALF_WINDOW_MILLIS = 150_000;
    private static final double DEFAULT_GOGC = 100;

    /** Held memory over GOMEMLIMIT from which on the limit may be what makes the goal. */
    private static final double NEAR_LIMIT = 0.85;

    private long windowFrom;
    private double least = Double.POSITIVE_INFINITY;
    private double leastBefore = Double.POSITIVE_INFINITY;
    private double bytes = Double.NaN;

    /** @param memoryLimit GOMEMLIMIT in bytes; infinite for none */
    void add(Sample sample, double memoryLimit) {
        double objects = sample.get(Signal.HEAP_OBJECTS);
        if (!Double.isNaN(objects)) {
            remember(sample.atMillis(), objects);
        }
        double reported = sample.get(Signal.HEAP_LIVE, 0);
        double goal = sample.get(Signal.HEAP_GOAL);
        if (reported > 0) {
            bytes = reported;
        } else if (!Double.isNaN(goal)) {
            bytes = inferred(sample, goal, memoryLimit);
        }
    }

    /** Another process: what the last one held says nothing. */
    void forget() {
        least = Double.POSITIVE_INFINITY;
        leastBefore = Double.POSITIVE_INFINITY;
    }

    /** NaN where there is no Go runtime that says enough. */
    double bytes() {
        return bytes;
    }

    private double inferred(Sample sample, double goal, double memoryLimit) {
        double recent = Math.min(least, leastBefore);
        double gogc = sample.get(Signal.GOGC, DEFAULT_GOGC);
        double held = sample.get(Signal.MAPPED) - sample.get(Signal.HEAP_RELEASED, 0);
        boolean limited = held > memoryLimit * NEAR_LIMIT;
        if (gogc < 0 || Double.isInfinite(goal) || limited) {
            return Double.isInfinite(recent) ? Double.NaN : recent;
        }
        double ratio = gogc / 100;
        double roots = sample.get(Signal.ROOTS, sample.get(Signal.STACKS, 0));
        return Math.max(0, Math.min(recent, (goal - roots * ratio) / (1 + ratio)));
    }

    private void remember(long atMillis, double objects) {
        if (atMillis - windowFrom >= HALF_WINDOW_MILLIS) {
            leastBefore = atMillis - windowFrom >= 2 * HALF_WINDOW_MILLIS ? Double.POSITIVE_INFINITY : least;
            least = Double.POSITIVE_INFINITY;
            windowFrom = atMillis;
        }
        least = Math.min(least, objects);
    }
}
