package dev.headroom.predict;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A container as one of the replicas of its workload. */
final class Member {

    /** Until this age siblings know more than the container itself. */
    private static final double YOUNG_SECONDS = 120;

    /** Of the workload's peaks of 5 minutes: a pod that is placed at night lives at noon. */
    private static final double PLACEMENT_QUANTILE = 0.90;

    /** Spread of a replica about its siblings at the same age, as a share: p95 and p99 of a new one. */
    private static final double SIBLINGS_P5 = 0.85;

    private static final double SIBLINGS_P95 = 1.15;

    private static final double SIBLINGS_P99 = 1.30;
    private static final double SIBLINGS_CONFIDENCE = 0.5;

    private final String key;
    private final ContainerModel model;
    private ContainerSpec spec;
    private final @Nullable WorkloadHistory history;
    private final long appearedAt;
    private double startedSeconds = Double.NaN;
    private long lastAt;
    private double last = Double.NaN;
    private long windowFrom;
    private double windowPeak;

    Member(String key, ContainerModel model, ContainerSpec spec, @Nullable WorkloadHistory history, long appearedAt) {
        this.key = key;
        this.model = model;
        this.spec = spec;
        this.history = history;
        this.appearedAt = appearedAt;
    }

    ContainerModel model() {
        return model;
    }

    void observe(Sample sample) {
        model.observe(sample);
        startedSeconds = sample.get(Signal.START_TIME_SECONDS, startedSeconds);
        double resident = model.levelBytes();
        WorkloadHistory workload = history;
        if (workload == null || Double.isNaN(resident)) {
            return;
        }
        long at = sample.atMillis();
        workload.seen(key, ageSeconds(at), resident, lastAt == 0 ? 5 : Math.max(0, at - lastAt) / 1000.0);
        last = resident;
        lastAt = at;
        if (at - windowFrom >= WorkloadHistory.WINDOW_MILLIS) {
            closeWindow();
            windowFrom = at;
        }
        windowPeak = Math.max(windowPeak, resident);
    }

    /** Hands what the last 5 minutes showed to the workload. */
    void closeWindow() {
        if (windowPeak > 0 && history != null) {
            history.peak(key, lastAt, windowPeak);
        }
        windowPeak = 0;
    }

    ContainerForecast forecast(long nowMillis, long horizonMillis) {
        ContainerForecast own = model.forecast(nowMillis, horizonMillis);
        WorkloadHistory workload = history;
        double age = ageSeconds(nowMillis);
        boolean grown = age >= YOUNG_SECONDS && own.confidence() > 0;
        if (workload == null || grown || !workload.knowsOthersThan(key)) {
            return own;
        }
        double siblings = workload.highestAtAge(age, age + horizonMillis / 1000.0);
        return siblings == 0 ? own : mixed(own, siblings, age, horizonMillis);
    }

    void respecified(ContainerSpec newSpec) {
        spec = newSpec;
        model.respecified(newSpec);
    }

    @Nullable
    Placement placement(long nowMillis) {
        ContainerForecast ahead = forecast(nowMillis, WorkloadHistory.WINDOW_MILLIS);
        double usual = history == null ? 0 : history.quantile(PLACEMENT_QUANTILE);
        return ahead.confidence() == 0
                ? null
                : Placement.of(ahead, model.levelBytes(), model.plateauBytes(), usual, spec.limitBytes());
    }

    /** Siblings at birth, the container itself once it is grown; never below what it has now. */
    private ContainerForecast mixed(ContainerForecast own, double siblings, double age, long horizonMillis) {
        double ownShare = Double.isNaN(last) ? 0 : Math.min(1, age / YOUNG_SECONDS);
        double limit = spec.limitBytes() > 0 ? Math.max(spec.limitBytes(), own.p50Bytes()) : Double.MAX_VALUE;
        double floor = Double.isNaN(last) ? 0 : last;
        double byItself = own.p50Bytes() * ownShare;
        double bySiblings = siblings * (1 - ownShare);
        double p50 = Math.min(limit, Math.max(floor, byItself + bySiblings));
        double p95 = Math.max(p50, Math.min(limit, Math.max(own.p95Bytes() * ownShare, siblings * SIBLINGS_P95)));
        double p99 = Math.max(p95, Math.min(limit, Math.max(own.p99Bytes() * ownShare, siblings * SIBLINGS_P99)));
        List<Quantity> why = List.of(
                new Quantity("by its own measurements", byItself, Unit.BYTES),
                new Quantity("by siblings at this age", bySiblings, Unit.BYTES),
                new Quantity("limit, what it has now", p50 - byItself - bySiblings, Unit.BYTES),
                new Quantity("share of siblings", (1 - ownShare) * 100, Unit.PERCENT));
        return new ContainerForecast(
                own.atMillis(),
                horizonMillis,
                (long) Math.max(floor, p50 * SIBLINGS_P5),
                (long) p50,
                (long) p95,
                (long) p99,
                own.heapGoalBytes(),
                own.gcCpuFraction(),
                own.cyclesPerSecond(),
                own.limitOomProbability(),
                Math.max(own.confidence() * ownShare, SIBLINGS_CONFIDENCE),
                own.dataAgeMillis(),
                own.flags(),
                why);
    }

    /** A start in the future is no start: clocks differ, and some lie. */
    private double ageSeconds(long nowMillis) {
        double now = nowMillis / 1000.0;
        boolean told = startedSeconds <= now;
        return Math.max(0, told ? now - startedSeconds : now - appearedAt / 1000.0);
    }
}
