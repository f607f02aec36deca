package dev.headroom.predict;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What each expert says at one moment. If the data are old, the window that it speaks of began when they were new.
 *
 * @param heap null where there is no Go runtime that says enough
 * @param committed what another runtime has committed and fills in time, heap and all, bytes; NaN unknown
 */
record Outlook(
        ResidentLevel level,
        RecentPeaks peaks,
        Growth resident,
        Records records,
        Recurrence recurrence,
        @Nullable HeapView heap,
        double committed,
        HeapHistory history,
        long nowMillis) {

    /** Longer than any cycle: the collector runs every 2 minutes at least. */
    private static final double LONG_SECONDS = 600;

    /** By {@link Expert#ordinal}, bytes; NaN where an expert has nothing to say. */
    double[] values(long horizonMillis) {
        double seconds = seconds(horizonMillis);
        double now = level.now();
        double[] values = new double[Expert.COUNT];
        Arrays.fill(values, Double.NaN);
        values[Expert.STAYS.ordinal()] = now;
        values[Expert.REPEATS.ordinal()] = Math.max(now, peaks.highest(nowMillis - horizonMillis, nowMillis));
        double risen = now + Math.max(0, resident.within(seconds, nowMillis, now));
        values[Expert.RISES.ordinal()] = records.tamed(now, risen, seconds, nowMillis);
        values[Expert.RECURS.ordinal()] = Math.max(now, recurrence.ahead(seconds));
        if (heap == null) {
            values[Expert.FILLS.ordinal()] = Double.isNaN(committed) ? Double.NaN : Math.max(now, committed);
        } else {
            values[Expert.FILLS.ordinal()] = now + heapGrowth(heap, 0, seconds);
            double fills = values[Expert.FILLS.ordinal()];
            double grown = grown(
                    heap,
                    seconds,
                    history.liveGrows(seconds, nowMillis) / seconds,
                    history.restGrows(seconds, nowMillis));
            values[Expert.GROWS.ordinal()] = records.tamed(fills, grown, seconds, nowMillis);
        }
        return values;
    }

    /** As {@link #values}, with every trend going on to the end of the horizon however young it is. */
    double[] unbroken(long horizonMillis) {
        double seconds = seconds(horizonMillis);
        double[] values = values(horizonMillis);
        values[Expert.RISES.ordinal()] = level.now() + Math.max(0, resident.perSecond(level.now()) * seconds);
        if (heap != null) {
            values[Expert.GROWS.ordinal()] = grown(heap, seconds, 1, seconds);
        }
        return values;
    }

    /** For how long what grows has grown to where it never was, seconds. */
    double lasted() {
        double own = resident.lasted(nowMillis);
        double longest = heap == null ? own : Math.max(own, history.lasted(nowMillis));
        return Math.min(longest, records.lasted(nowMillis));
    }

    /** Once the heap has filled up to its goal, bytes. */
    double plateau() {
        if (heap == null || !level.isKnown()) {
            return Double.isNaN(committed) ? level.now() : Math.max(level.now(), committed);
        }
        return level.now() + heapGrowth(heap, 0, LONG_SECONDS);
    }

    /** Null where the runtime is unknown or has no goal. */
    @Nullable
    HeapOutlook heapAhead(long horizonMillis) {
        if (heap == null || Double.isInfinite(heap.goal())) {
            return null;
        }
        double seconds = seconds(horizonMillis);
        double share = history.liveGrows(seconds, nowMillis) / seconds;
        return HeapOutlook.of(heap, history.allocationRate(), history.liveGrowth(heap.live()) * share, seconds);
    }

    /** How old the data are, seconds. */
    double ageSeconds() {
        return Math.max(0, nowMillis - level.at()) / 1000.0;
    }

    double seconds(long horizonMillis) {
        return horizonMillis / 1000.0 + ageSeconds();
    }

    /** With the live heap growing at this share of its pace, and the rest for so long. */
    private double grown(HeapView view, double seconds, double liveShare, double restSeconds) {
        return level.now()
                + heapGrowth(view, history.liveGrowth(view.live()) * liveShare, seconds)
                + Math.max(0, history.restGrowth(level.now()) * restSeconds);
    }

    /** By how much the heap's spans will grow beyond what they hold now. */
    private double heapGrowth(HeapView view, double growth, double seconds) {
        // After one look nobody knows how fast it fills; that it fills is known.
        double rate = history.isRateKnown() ? history.allocationRate() : view.objects() + view.unused();
        HeapOutlook ahead = HeapOutlook.of(view, rate, growth, seconds);
        double full = ahead.peakObjects() * history.spansPerObject() - view.spans();
        // The memory limit holds everything that is mapped, unless what is live alone is more.
        double live = ahead.live() * history.spansPerObject() - view.spans();
        return Math.max(0, Math.min(full, Math.max(view.limit() - view.held(), live)));
    }
}
