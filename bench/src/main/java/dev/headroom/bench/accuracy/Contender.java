package dev.headroom.bench.accuracy;

import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One program during a replay: the baselines about it, and what was said at each of its moments. Not thread-safe. */
final class Contender {

    /** Resident pages of its binary that a cgroup is not charged for where the page cache held them before. */
    private static final double FILE_PAGES = 8 << 20;

    private final Program program;
    private final ContainerSpec spec;
    private final Map<Method, Baseline> baselines = new EnumMap<>(Method.class);
    private final List<Moment> moments = new ArrayList<>();
    private @Nullable Moment newborn;
    private double accounted = Double.NaN;
    private double resident;
    private Moment.Exported exported = Moment.Exported.NOTHING;
    private boolean failed;

    Contender(Program program, ContainerSpec spec) {
        this.program = program;
        this.spec = spec;
        baselines.put(Method.LAST, RecentResident.last());
        baselines.put(Method.MAX5, RecentResident.highest());
        baselines.put(Method.VPA, new DecayingHistogram());
        baselines.put(Method.N_SIGMA, RecentResident.nSigma());
        baselines.put(Method.RULE, new RuleBaseline(spec));
    }

    Program program() {
        return program;
    }

    /** Baselines see a program's own resident memory, or what the kubelet knows of it where it exports none. */
    void observe(Sample sample) {
        if (sample.origin() == Sample.Origin.KUBELET) {
            double anon = sample.get(Signal.ANON);
            accounted = Double.isNaN(anon) ? accounted : anon + Math.max(FILE_PAGES, sample.get(Signal.MAPPED_FILE, 0));
            return;
        }
        exported = new Moment.Exported(
                sample.get(Signal.HEAP_GOAL), sample.get(Signal.GC_CPU_SECONDS), sample.get(Signal.BUSY_CPU_SECONDS));
        double said = sample.get(Signal.RESIDENT, accounted);
        if (!Double.isNaN(said)) {
            resident = said;
            baselines.values().forEach(baseline -> baseline.observe(sample.atMillis(), said, sample));
        }
    }

    void missed() {
        failed = true;
    }

    /** What siblings say of it before it has a sample of its own. */
    void bornAt(long atMillis, @Nullable ContainerForecast own, @Nullable ContainerForecast history) {
        newborn = moment(atMillis, own, history);
    }

    void instant(long atMillis, @Nullable ContainerForecast own, @Nullable ContainerForecast history) {
        if (moments.isEmpty() || moments.getLast().atMillis() < atMillis) {
            moments.add(moment(atMillis, own, history));
        }
        failed = false;
        exported = Moment.Exported.NOTHING;
    }

    private Moment moment(long atMillis, @Nullable ContainerForecast own, @Nullable ContainerForecast history) {
        Map<Method, Band> bands = new EnumMap<>(Method.class);
        bands.put(Method.HEADROOM, band(own));
        bands.put(Method.HISTORY, band(history));
        // All know the limit; nothing holds more for long, but for the file pages that it does not count.
        double most =
                spec.limitBytes() > 0 ? Math.max(spec.limitBytes() + FILE_PAGES, resident) : Double.POSITIVE_INFINITY;
        baselines.forEach((method, baseline) -> bands.put(method, Band.of(Math.min(most, baseline.bytes(atMillis)))));
        return new Moment(
                atMillis,
                !failed,
                bands,
                own == null ? 0 : own.limitOomProbability(),
                own == null ? Double.NaN : own.heapGoalBytes(),
                own == null ? Double.NaN : own.gcCpuFraction(),
                exported);
    }

    private static Band band(@Nullable ContainerForecast forecast) {
        return forecast == null || forecast.p50Bytes() == 0
                ? Band.UNKNOWN
                : new Band(forecast.p50Bytes(), forecast.p95Bytes());
    }

    Watched watched(Window window) {
        return Watched.of(program, Optional.ofNullable(newborn), moments, window);
    }
}
