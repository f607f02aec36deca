package dev.headroom.predict;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which flags a container gets. The thresholds are the reference's figures. Not thread-safe. */
final class FlagRules {

    /** The effective GOGC below which the collector is under pressure, and below which it is squeezed. */
    private static final double LOW_GOGC = 70;

    private static final double SQUEEZED_GOGC = 10;
    private static final double LONG_PAUSE_SECONDS = 0.003;
    private static final double PRESSURE_SHARE = 0.70;
    private static final double PRESSURE_SOME = 0.10;

    /** The limit is within 10 % of the goal that GOGC alone would set. */
    private static final double SQUEEZE_SHARE = 0.90;

    private static final double HIGHEST_GOMEMLIMIT_SHARE = 0.95;
    private static final double OFF_HEAP_SHARE = 0.25;
    private static final double OFF_HEAP_LEAST_BYTES = 32 << 20;
    private static final double TREND_SECONDS = 180;
    private static final double LATELY_SECONDS = 20;
    private static final double LEAK_SECONDS = 240;
    private static final double LEAK_SHARE_PER_HOUR = 0.30;
    private static final double GOROUTINES_PER_HOUR = 0.50;
    private static final double FEWEST_GOROUTINES = 200;
    private static final double YOUNG_SECONDS = 60;
    private static final double LIKELY = 0.5;

    private final Trend live = new Trend();
    private final Trend liveLately = new Trend();
    private final Trend goroutines = new Trend();
    private final Rate pressure = new Rate(30);
    private double longestPause;
    private double cyclesAtLimiter;
    private long limiterSeenAt;

    void add(Sample sample, @Nullable HeapView heap) {
        long at = sample.atMillis();
        // A start is not a leak.
        boolean young = at / 1000.0 - sample.get(Signal.START_TIME_SECONDS, 0) < YOUNG_SECONDS;
        if (heap != null && !young) {
            live.add(at, heap.live(), TREND_SECONDS);
            liveLately.add(at, heap.live(), LATELY_SECONDS);
        }
        if (sample.has(Signal.GOROUTINES) && !young) {
            goroutines.add(at, sample.get(Signal.GOROUTINES), TREND_SECONDS);
        }
        longestPause = sample.get(Signal.GC_PAUSE_LONGEST_SECONDS, 0);
        double limiter = sample.get(Signal.LIMITER_LAST_CYCLE, 0);
        if (limiter > cyclesAtLimiter) {
            cyclesAtLimiter = limiter;
            limiterSeenAt = at;
        }
    }

    void addKernel(Sample sample) {
        pressure.add(sample.atMillis(), sample.get(Signal.PRESSURE_SOME_SECONDS));
    }

    void forget() {
        live.forget();
        liveLately.forget();
        goroutines.forget();
        cyclesAtLimiter = 0;
        limiterSeenAt = 0;
    }

    /** What is true now. @param resident NaN unknown */
    Set<Flag> flags(
            ContainerSpec spec,
            @Nullable HeapView heap,
            double resident,
            double ageSeconds,
            double oomProbability,
            boolean silent,
            long now) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (heap != null) {
            collector(flags, spec, heap, now);
            limits(flags, spec, heap, resident);
            if (resident - heap.held() > Math.max(OFF_HEAP_LEAST_BYTES, resident * OFF_HEAP_SHARE)) {
                flags.add(Flag.OFF_HEAP_UNEXPLAINED);
            }
            grows(flags, heap, ageSeconds);
        }
        if (spec.limitBytes() > 0 && resident > spec.limitBytes() * PRESSURE_SHARE
                || pressure.perSecond() > PRESSURE_SOME) {
            flags.add(Flag.MEMORY_PRESSURE);
        }
        if (oomProbability >= LIKELY) {
            flags.add(silent ? Flag.SCRAPE_FAILED_NEAR_LIMIT : Flag.NEAR_LIMIT);
        }
        if (ageSeconds < YOUNG_SECONDS) {
            flags.add(Flag.WARMING_UP);
        }
        return flags;
    }

    private void collector(Set<Flag> flags, ContainerSpec spec, HeapView heap, long now) {
        if (Double.isInfinite(heap.goal())) {
            flags.add(Flag.GOGC_OFF_WITHOUT_LIMIT);
            return;
        }
        double effective = 100 * (heap.goal() - heap.live()) / Math.max(1, heap.live() + heap.roots());
        boolean small = heap.goal() <= GoPacer.HEAP_MINIMUM_BYTES * 1.1;
        double byPercent = heap.gogc() < 0 ? 0 : heap.live() + (heap.live() + heap.roots()) * heap.gogc() / 100;
        double bound = Math.min(heap.limit(), spec.limitBytes() > 0 ? spec.limitBytes() : Double.POSITIVE_INFINITY);
        boolean limiterOn = limiterSeenAt > 0 && now - limiterSeenAt < 60_000;
        if (!small && (limiterOn || effective < SQUEEZED_GOGC || byPercent + heap.beside() >= bound * SQUEEZE_SHARE)) {
            flags.add(Flag.SQUEEZED);
        }
        if (!small && heap.isLimited() && effective < LOW_GOGC) {
            flags.add(Flag.LOW_EFFECTIVE_GOGC);
        }
        if (longestPause > LONG_PAUSE_SECONDS) {
            flags.add(Flag.LONG_PAUSES);
        }
    }

    private static void limits(Set<Flag> flags, ContainerSpec spec, HeapView heap, double resident) {
        if (heap.limit() == 0) {
            flags.add(Flag.GOMEMLIMIT_ZERO);
        } else if (Double.isInfinite(heap.limit())) {
            if (spec.limitBytes() > 0) {
                flags.add(Flag.GOMEMLIMIT_MISSING);
            }
        } else {
            if (spec.limitBytes() > 0 && heap.limit() > spec.limitBytes() * HIGHEST_GOMEMLIMIT_SHARE) {
                flags.add(Flag.GOMEMLIMIT_TOO_HIGH);
            }
            if (resident > heap.limit()) {
                flags.add(Flag.RESIDENT_ABOVE_GOMEMLIMIT);
            }
        }
    }

    private void grows(Set<Flag> flags, HeapView heap, double ageSeconds) {
        if (ageSeconds < LEAK_SECONDS) {
            return;
        }
        double noise = heap.live() * 0.01;
        double slope = Math.min(live.sureSlope(noise), liveLately.slope() + liveLately.slopeError(noise * 0.3));
        if (slope * 3600 > heap.live() * LEAK_SHARE_PER_HOUR) {
            flags.add(Flag.LEAK);
        }
        if (goroutines.mean() > FEWEST_GOROUTINES
                && goroutines.sureSlope(0) * 3600 > goroutines.mean() * GOROUTINES_PER_HOUR) {
            flags.add(Flag.GOROUTINES_GROWING);
        }
    }
}
