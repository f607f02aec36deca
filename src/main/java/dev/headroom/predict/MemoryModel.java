package dev.headroom.predict;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The memory model of a container. */
public final class MemoryModel implements ContainerModel {

    private static final long[] HORIZONS = {30_000, 60_000, 300_000};
    private static final long STALE_MILLIS = 30_000;

    /** A start is not averaged into what comes after it. */
    private static final long WARM_UP_MILLIS = 45_000;

    /**
     * Resident pages of the program's file that its cgroup is not charged for where the page cache holds them already:
     * 8.4 to 8.6 MiB in 20 kinds of Go programs with client_golang.
     */
    private static final double FILE_PAGES = 8 << 20;

    /** Longer than any cycle: the collector runs every 2 minutes at least. */
    private static final double LONG_SECONDS = 600;

    private static final double MOST_FILE_PAGES = 64 << 20;
    private static final float[] PRIOR = Residuals.prior(0.0, 0.03, 0.10, 0.15);

    private ContainerSpec spec;
    private final boolean runtimeSeen;
    private final RecentPeaks peaks = new RecentPeaks();
    private final Growth resident = new Growth();
    private final HeapHistory history = new HeapHistory();
    private final Track[] tracks = new Track[HORIZONS.length];

    private @Nullable HeapView heap;
    private @Nullable Sample runtime;
    private @Nullable Sample kernel;
    private double residentNow = Double.NaN;
    private long residentAt;
    private long firstAt;
    private long missedAt;
    private double peakSeen;
    private boolean residentReported;
    private double filePages = FILE_PAGES;
    private final Bursts bursts = new Bursts();
    private final GcCost cost = new GcCost();
    private final FlagRules rules = new FlagRules();

    public MemoryModel(ContainerSpec spec) {
        this(spec, true);
    }

    private MemoryModel(ContainerSpec spec, boolean runtimeSeen) {
        this.spec = spec;
        this.runtimeSeen = runtimeSeen;
        for (int i = 0; i < tracks.length; i++) {
            tracks[i] = new Track(HORIZONS[i], new Residuals(PRIOR, 3, 900));
        }
    }

    /** The same without any look at the runtime's metrics: what resident memory and limits alone tell. */
    public static MemoryModel ofHistory(ContainerSpec spec) {
        return new MemoryModel(spec, false);
    }

    @Override
    public void observe(Sample sample) {
        long at = sample.atMillis();
        if (sample.origin() == Sample.Origin.KUBELET) {
            kernel = sample;
            rules.addKernel(sample);
            seePeak(sample);
            double anon = sample.get(Signal.ANON);
            if (!residentReported && !Double.isNaN(anon)) {
                resides(at, anon + Math.max(FILE_PAGES, sample.get(Signal.MAPPED_FILE, 0)));
            } else if (!residentReported && sample.has(Signal.WORKING_SET)) {
                resides(at, sample.get(Signal.WORKING_SET));
            }
            if (!Double.isNaN(anon) && residentReported && at - residentAt < STALE_MILLIS) {
                double pages = Math.clamp(residentNow - anon, 0.0, (double) MOST_FILE_PAGES);
                filePages += (pages - filePages) * 0.2;
            }
            return;
        }
        if (runtime != null && at <= runtime.atMillis()) {
            return;
        }
        if (isRestart(sample)) {
            restart();
        }
        runtime = sample;
        if (firstAt == 0) {
            firstAt = at;
        }
        double seen = sample.get(Signal.RESIDENT);
        residentReported |= !Double.isNaN(seen);
        if (runtimeSeen && HeapView.isPossible(sample)) {
            heap = HeapView.of(sample, spec);
            history.add(at, sample, heap, residentReported ? seen : residentNow);
            cost.add(sample, heap.live());
            if (!residentReported && kernel == null) {
                seen = heap.held() + FILE_PAGES;
            }
        }
        rules.add(sample, heap);
        if (!Double.isNaN(seen)) {
            resides(at, seen);
        }
    }

    /** The kernel remembers what was highest, between two scrapes too. */
    private void seePeak(Sample sample) {
        double peak = sample.get(Signal.PEAK);
        double usage = sample.get(Signal.USAGE);
        if (peak > peakSeen * 1.005 && peakSeen > 0 && !Double.isNaN(residentNow) && usage > 0) {
            double reached = peak + filePages;
            peaks.add(sample.atMillis(), reached);
            bursts.reached(sample.atMillis(), reached);
        }
        if (!Double.isNaN(peak)) {
            peakSeen = peak;
        }
    }

    private boolean isRestart(Sample sample) {
        Sample before = runtime;
        return before != null
                && (sample.get(Signal.START_TIME_SECONDS) > before.get(Signal.START_TIME_SECONDS) + 1
                        || sample.get(Signal.ALLOCATED) < before.get(Signal.ALLOCATED)
                        || sample.get(Signal.PROCESS_CPU_SECONDS) < before.get(Signal.PROCESS_CPU_SECONDS));
    }

    private void restart() {
        history.forget();
        cost.forget();
        rules.forget();
        resident.forget();
        firstAt = 0;
        bursts.restart();
        for (Track track : tracks) {
            track.forgetPending();
        }
    }

    private void resides(long at, double bytes) {
        residentNow = bytes;
        residentAt = at;
        peaks.add(at, bytes);
        resident.add(at, bytes, bytes);
        if (firstAt == 0) {
            firstAt = at;
        }
        boolean warm = at - firstAt > WARM_UP_MILLIS;
        double next = 0;
        for (Track track : tracks) {
            track.settle(at, peaks, bursts);
            double[] values = experts(at, track.horizonMillis());
            double together = track.together(values);
            if (warm) {
                track.remember(at, values, together);
            }
            if (track.horizonMillis() == HORIZONS[0]) {
                next = together;
            }
        }
        if (warm) {
            bursts.see(at, bytes, next);
        }
    }

    @Override
    public void respecified(ContainerSpec newSpec) {
        spec = newSpec;
    }

    @Override
    public double plateauBytes() {
        HeapView view = heap;
        double plateau = view == null || Double.isNaN(residentNow)
                ? residentNow
                : residentNow + heapGrowth(view, 0, LONG_SECONDS);
        return spec.limitBytes() > 0 ? Math.min(plateau, Math.max(residentNow, spec.limitBytes())) : plateau;
    }

    @Override
    public void missed(long atMillis) {
        missedAt = atMillis;
    }

    private double[] experts(long now, long horizonMillis) {
        double seconds = horizonMillis / 1000.0;
        double[] values = new double[Expert.COUNT];
        Arrays.fill(values, Double.NaN);
        values[Expert.STAYS.ordinal()] = residentNow;
        values[Expert.REPEATS.ordinal()] = Math.max(residentNow, peaks.highest(now - horizonMillis, now));
        HeapView view = heap;
        if (view == null) {
            values[Expert.RISES.ordinal()] = residentNow + Math.max(0, resident.within(seconds, now, residentNow));
        }
        if (view != null) {
            values[Expert.FILLS.ordinal()] = residentNow + heapGrowth(view, 0, seconds);
            values[Expert.GROWS.ordinal()] =
                    grown(view, seconds, history.liveGrows(seconds, now) / seconds, history.restGrows(seconds, now));
        }
        return values;
    }

    /** With the live heap growing at this share of its pace, and the rest for so long. */
    private double grown(HeapView view, double seconds, double liveShare, double restSeconds) {
        return residentNow
                + heapGrowth(view, history.liveGrowth(view.live()) * liveShare, seconds)
                + Math.max(0, history.restGrowth(residentNow) * restSeconds);
    }

    /** By how much the heap's spans will grow beyond what they hold now. */
    private double heapGrowth(HeapView view, double growth, double seconds) {
        HeapOutlook outlook = HeapOutlook.of(view, history.allocationRate(), growth, seconds);
        double full = outlook.peakObjects() * history.spansPerObject() - view.spans();
        // The memory limit holds everything that is mapped, unless what is live alone is more.
        double live = outlook.live() * history.spansPerObject() - view.spans();
        return Math.max(0, Math.min(full, Math.max(view.limit() - view.held(), live)));
    }

    /**
     * The quantile of what comes: without a burst the experts' value and their usual error, with one at least as high
     * as bursts go.
     */
    private double quantile(double probability, double together, Residuals residuals, double burst) {
        double low = residentNow;
        double high = Math.max(residentNow, Math.max(together * 4, bursts.highest() * 1.5));
        for (int i = 0; i < 40; i++) {
            double middle = (low + high) / 2;
            if (exceeding(middle, together, residuals, burst) > 1 - probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * That the limit is reached: without any trend, or because the trend goes on until then. One that has lasted T seconds
     * goes on for another τ with (T / (T + τ))²: cautious, because most trends end before the limit does.
     */
    private double oomProbability(
            long now, long horizonMillis, double bound, double[] values, Track track, double burst) {
        double seconds = horizonMillis / 1000.0;
        double flat = Math.max(values[Expert.STAYS.ordinal()], orZero(values[Expert.FILLS.ordinal()]));
        double without = exceeding(bound, Math.min(flat, track.together(values)), track.residuals(), burst);
        HeapView view = heap;
        double full = view == null
                ? residentNow + Math.max(0, resident.perSecond(residentNow) * seconds)
                : grown(view, seconds, 1, seconds);
        if (full <= bound) {
            return without;
        }
        double lasted = view == null ? resident.lasted(now) : Math.max(history.lasted(now), resident.lasted(now));
        double until = seconds * Math.max(0, bound - residentNow) / (full - residentNow);
        double persists = lasted / (lasted + until + 1e-9);
        return without + (1 - without) * persists * persists;
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    /** The probability that more than this comes. */
    private double exceeding(double bytes, double together, Residuals residuals, double burst) {
        double quiet = residuals.exceeding(Math.log(bytes / Math.max(1, together)));
        return burst == 0 ? quiet : quiet + (1 - quiet) * burst * bursts.exceeding(bytes);
    }

    private Track track(long horizonMillis) {
        Track best = tracks[0];
        for (Track track : tracks) {
            if (Math.abs(Math.log((double) track.horizonMillis() / horizonMillis))
                    < Math.abs(Math.log((double) best.horizonMillis() / horizonMillis))) {
                best = track;
            }
        }
        return best;
    }

    @Override
    public ContainerForecast forecast(long nowMillis, long horizonMillis) {
        if (Double.isNaN(residentNow)) {
            return new ContainerForecast(
                    nowMillis,
                    horizonMillis,
                    0,
                    0,
                    0,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    0,
                    0,
                    0,
                    Set.of(),
                    List.of());
        }
        double[] values = experts(nowMillis, horizonMillis);
        Track track = track(horizonMillis);
        double together = track.together(values);
        double burst = bursts.probability(nowMillis, horizonMillis);
        double p50 = quantile(0.5, together, track.residuals(), burst);
        double p95 = Math.max(p50, quantile(0.95, together, track.residuals(), burst));
        double p99 = Math.max(p95, quantile(0.99, together, track.residuals(), burst));
        double bound = spec.limitBytes() > 0 ? spec.limitBytes() + filePages : Double.POSITIVE_INFINITY;
        double limit = Math.max(bound, residentNow);
        double oom =
                Double.isInfinite(bound) ? 0 : oomProbability(nowMillis, horizonMillis, bound, values, track, burst);
        HeapView view = heap;
        double goal = Double.NaN;
        double cycles = Double.NaN;
        double gcCpu = Double.NaN;
        if (view != null && !Double.isInfinite(view.goal())) {
            HeapOutlook outlook = HeapOutlook.of(
                    view,
                    history.allocationRate(),
                    history.liveGrowth(view.live())
                            * history.liveGrows(horizonMillis / 1000.0, nowMillis)
                            * 1000
                            / horizonMillis,
                    horizonMillis / 1000.0);
            goal = history.goalAhead(outlook, view.live());
            cycles = outlook.cyclesPerSecond();
            gcCpu = cost.fraction(cycles, outlook.live());
        }
        List<Quantity> why = new ArrayList<>();
        double[] weights = track.shares(values);
        for (Expert expert : Expert.values()) {
            if (!Double.isNaN(values[expert.ordinal()])) {
                why.add(new Quantity(expert.name(), values[expert.ordinal()], Unit.BYTES));
                why.add(new Quantity(expert.name() + " share", weights[expert.ordinal()] * 100, Unit.PERCENT));
            }
        }
        return new ContainerForecast(
                nowMillis,
                horizonMillis,
                (long) Math.min(p50, limit),
                (long) Math.min(p95, limit),
                (long) Math.min(p99, limit),
                goal,
                gcCpu,
                cycles,
                oom,
                0.9,
                Math.max(0, nowMillis - residentAt),
                rules.flags(
                        spec,
                        runtime,
                        view,
                        residentNow,
                        (nowMillis - firstAt) / 1000.0,
                        oom,
                        missedAt > residentAt,
                        nowMillis),
                why);
    }
}
