package dev.headroom.predict;

import org.jspecify.annotations.Nullable;

/**
 * The memory model of a container of any runtime: a Go heap is simulated up to its goals; of anything else the resident
 * memory's own past is all there is. About 4 KiB.
 */
public final class MemoryModel implements ContainerModel {

    private static final long[] HORIZONS = {30_000, 60_000, 300_000};

    /** A start is not averaged into what comes after it. */
    private static final long WARM_UP_MILLIS = 45_000;

    /** The kubelet's two endpoints do not agree to the second on when a container started. */
    private static final double OTHER_START_SECONDS = 5;

    private static final double PRIOR_WEIGHT = 3;
    private static final double RESIDUALS_HALF_LIFE_SECONDS = 900;
    private static final float[] PRIOR = Residuals.prior(0.0, 1.0, 0.22, 10.0);

    private final boolean seesRuntime;
    private final ResidentLevel level = new ResidentLevel();
    private final RecentPeaks peaks = new RecentPeaks();
    private final Growth resident = new Growth(0.002);
    private final Records records = new Records();
    private final Recurrence recurrence = new Recurrence();
    private final HeapHistory history = new HeapHistory();
    private final Bursts bursts = new Bursts();
    private final GcCost cost = new GcCost();
    private final FlagRules rules = new FlagRules();
    private final Track[] tracks = new Track[HORIZONS.length];

    private ContainerSpec spec;
    private @Nullable HeapView heap;
    private double committed = Double.NaN;
    private double startedSeconds = Double.NaN;
    private double containerStarted = Double.NaN;
    private double allocated = Double.NaN;
    private double cpuSeconds = Double.NaN;
    private long scrapedAt;
    private long kernelAt;
    private long firstAt;
    private long missedAt;

    /** A model that uses everything. */
    public MemoryModel(ContainerSpec spec) {
        this(spec, true);
    }

    private MemoryModel(ContainerSpec spec, boolean seesRuntime) {
        this.spec = spec;
        this.seesRuntime = seesRuntime;
        for (int i = 0; i < tracks.length; i++) {
            tracks[i] = new Track(HORIZONS[i], new Residuals(PRIOR, PRIOR_WEIGHT, RESIDUALS_HALF_LIFE_SECONDS));
        }
    }

    /** The same without any look at the runtime's metrics: what resident memory and limits alone tell. */
    public static MemoryModel ofHistory(ContainerSpec spec) {
        return new MemoryModel(spec, false);
    }

    @Override
    public void observe(Sample sample) {
        if (sample.origin() == Sample.Origin.KUBELET) {
            account(sample);
        } else {
            scrape(sample);
        }
    }

    @Override
    public void missed(long atMillis) {
        missedAt = atMillis;
    }

    @Override
    public void respecified(ContainerSpec newSpec) {
        spec = newSpec;
    }

    @Override
    public double levelBytes() {
        return level.now();
    }

    @Override
    public double plateauBytes() {
        double plateau = outlook(level.at()).plateau();
        return spec.limitBytes() > 0 ? Math.min(plateau, Math.max(level.now(), spec.limitBytes())) : plateau;
    }

    @Override
    public ContainerForecast forecast(long nowMillis, long horizonMillis) {
        if (!level.isKnown()) {
            return Reading.nothing(nowMillis, horizonMillis);
        }
        Track track = track(horizonMillis);
        Reading reading = new Reading(
                spec, level, outlook(nowMillis), track, bursts, cost, history, nowMillis, horizonMillis, bornAt());
        return reading.forecast(rules, heap, missedAt > scrapedAt);
    }

    private void account(Sample sample) {
        if (sample.atMillis() <= kernelAt) {
            return;
        }
        kernelAt = sample.atMillis();
        double told = sample.get(Signal.START_TIME_SECONDS);
        if (told > containerStarted + OTHER_START_SECONDS) {
            restart();
        }
        containerStarted = Double.isNaN(told) ? containerStarted : told;
        rules.addKernel(sample);
        limitFromKernel(sample);
        double reached = level.reachedBetween(sample);
        if (!Double.isNaN(reached) && level.isKnown()) {
            peaks.add(sample.atMillis(), reached);
            bursts.reached(sample.atMillis(), reached);
        }
        if (level.accounted(sample)) {
            learn(sample.atMillis());
        }
    }

    /** After an in-place resize the kernel's limit is the one that kills, whatever the specification says. */
    private void limitFromKernel(Sample sample) {
        double limit = sample.get(Signal.CGROUP_MAX, 0);
        if (limit > 0 && !Double.isInfinite(limit) && (long) limit != spec.limitBytes()) {
            spec = spec.withLimit((long) limit);
        }
    }

    private void scrape(Sample sample) {
        if (sample.atMillis() <= scrapedAt) {
            return;
        }
        if (isRestart(sample)) {
            restart();
        }
        remember(sample);
        boolean go = seesRuntime && HeapView.isPossible(sample);
        heap = go ? HeapView.of(sample, spec, history.allocatedPerCycle()) : null;
        boolean known = level.said(sample, heap == null ? Double.NaN : heap.held());
        if (heap != null) {
            history.add(sample.atMillis(), sample, heap, level.now());
            cost.add(sample, heap.live());
        }
        rules.add(sample, heap);
        if (known) {
            learn(sample.atMillis());
        }
    }

    private boolean isRestart(Sample sample) {
        return sample.get(Signal.START_TIME_SECONDS) > startedSeconds + 1
                || sample.get(Signal.ALLOCATED) < allocated
                || sample.get(Signal.PROCESS_CPU_SECONDS) < cpuSeconds;
    }

    private void remember(Sample sample) {
        scrapedAt = sample.atMillis();
        startedSeconds = sample.get(Signal.START_TIME_SECONDS);
        allocated = sample.get(Signal.ALLOCATED);
        cpuSeconds = sample.get(Signal.PROCESS_CPU_SECONDS);
        // A JVM rarely gives back what it has committed, and fills it in time.
        committed = seesRuntime ? sample.get(Signal.COMMITTED_HEAP) + sample.get(Signal.OFF_HEAP, 0) : Double.NaN;
    }

    private void restart() {
        history.forget();
        cost.forget();
        rules.forget();
        resident.forget();
        records.forget();
        level.restart();
        bursts.restart();
        firstAt = 0;
        for (Track track : tracks) {
            track.forgetPending();
        }
    }

    /** The level is known anew: what was forecast until now is held against it, and a new forecast is remembered. */
    private void learn(long at) {
        if (firstAt == 0) {
            firstAt = at;
        }
        peaks.add(at, level.now());
        resident.add(at, level.now(), level.now());
        records.add(at, level.now());
        recurrence.add(at, level.now());
        boolean warm = at - firstAt > WARM_UP_MILLIS;
        Outlook outlook = outlook(at);
        for (Track track : tracks) {
            track.settle(at, peaks, bursts);
            if (warm) {
                double[] values = outlook.values(track.horizonMillis());
                double together = track.together(values);
                track.remember(at, values, together, Track.scale(level.now(), track.quiet(values), together));
                if (track == tracks[0]) {
                    bursts.see(at, level.now(), together);
                }
            }
        }
    }

    /** When the process started, or where it does not say, when it was first seen; epoch milliseconds. */
    private long bornAt() {
        long told = Double.isNaN(startedSeconds) ? Long.MAX_VALUE : (long) (startedSeconds * 1000);
        return Math.min(told, firstAt);
    }

    private Outlook outlook(long nowMillis) {
        return new Outlook(level, peaks, resident, records, recurrence, heap, committed, history, nowMillis);
    }

    private Track track(long horizonMillis) {
        Track best = tracks[0];
        for (Track track : tracks) {
            if (distance(track, horizonMillis) < distance(best, horizonMillis)) {
                best = track;
            }
        }
        return best;
    }

    private static double distance(Track track, long horizonMillis) {
        return Math.abs(Math.log((double) track.horizonMillis() / horizonMillis));
    }
}
