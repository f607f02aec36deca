package dev.headroom.predict;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodMemorySpec;

/**
 * The resident memory that a Go process settles at. Resident memory does not follow the heap's sawtooth down: the
 * scavenger gives back only what exceeds the goal by 10 %, so what counts is the top of the saw and what lies beside
 * it.
 *
 * <p>Measured with Go 1.26 on plain heaps: resident peak 1.00 to 1.01 of the goal, mapped − released 1.03 of it;
 * resident 1.00 to 1.07 of mapped − released over 21 kinds of programs, ballast and mmap excepted.
 */
public final class PlateauModel {

    /** Resident peak over heap goal beyond 1: span rounding and metadata. */
    private static final double METADATA_SHARE = 0.01;

    /** Resident over mapped − released ran from 1.00 to 1.07: what no metric of the runtime shows. */
    private static final double UNSEEN_SHARE = 0.05;

    /** Added where the live heap is only inferred from the goal: then GOGC is often inferred too. */
    private static final double INFERRED_SHARE = 0.10;

    /** A squeezed heap (goal = live) has no saw to read growth from; it grows all the same. */
    private static final double SMALLEST_SAW_SHARE = 0.25;

    /** Standard deviation of a uniform distribution over its width. */
    private static final double UNIFORM = 1 / Math.sqrt(12);

    /** The first cycles after a start say little of what comes. */
    private static final double WARM_CYCLES = 10;

    private PlateauModel() {}

    /**
     * The plateau's distribution from one scrape, clamped to the pod's limit; source {@link ForecastSource#MEASURED}.
     * A process without a heap goal (GOGC off, no memory limit) grows until it is ended, so its plateau is the limit,
     * or without one what it has now, doubled.
     */
    public static MemoryForecast plateau(GoSample sample, PodMemorySpec spec) {
        long now = Math.max(sample.heldBytes(), sample.residentBytes());
        if (sample.heapGoalBytes() == 0) {
            double mean = spec.limitBytes() > 0 ? spec.limitBytes() : 2.0 * now;
            return bounded(mean, now, 0.3, sample, spec);
        }
        long outside = sample.residentBytes() > 0 ? Math.max(0, sample.residentBytes() - sample.heldBytes()) : 0;
        double besideHeap = sample.stackBytes() + outside;
        double atGoal = sample.heapGoalBytes() * (1 + METADATA_SHARE) + besideHeap;
        double mean = Math.max(atGoal, now);

        double saw = Math.max(sample.heapGoalBytes() - liveBytes(sample), sample.heapGoalBytes() * SMALLEST_SAW_SHARE);
        double inferred = sample.heapLiveBytes() > 0 ? 0 : mean * INFERRED_SHARE;
        double coldness = Math.max(0, 1 - sample.gcCycles() / WARM_CYCLES);
        double cold = mean * coldness / 2;
        double spread = root(saw * UNIFORM, mean * UNSEEN_SHARE, inferred, cold);
        double confidence = (sample.heapLiveBytes() > 0 ? 0.9 : 0.8) * (1 - coldness / 2);
        return bounded(mean, spread, confidence, sample, spec);
    }

    /** As reported, else inferred from the goal; never more than the objects that exist, where that is known. */
    static long liveBytes(GoSample sample) {
        if (sample.heapLiveBytes() > 0) {
            return sample.heapLiveBytes();
        }
        double percent = sample.gogcPercent() >= 0 ? sample.gogcPercent() : GoPacer.DEFAULT_PERCENT;
        long inferred = GoPacer.liveBehindGoal(sample.heapGoalBytes(), sample.stackBytes(), percent);
        return sample.heapAllocBytes() > 0 ? Math.min(inferred, sample.heapAllocBytes()) : inferred;
    }

    private static double root(double a, double b, double c, double d) {
        return Math.sqrt(a * a + b * b + c * c + d * d);
    }

    private static MemoryForecast bounded(
            double mean, double spread, double confidence, GoSample sample, PodMemorySpec spec) {
        return BoundedForecast.of(
                mean, spread, confidence, sample.sampledAtMillis(), ForecastSource.MEASURED, spec.limitBytes());
    }
}
