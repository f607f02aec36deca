package dev.headroom.extender.state;

import dev.headroom.predict.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Judges whether telemetry is there and fresh, each origin by its own interval. The writer's. */
final class TelemetryHealth {

    private static final int MISSED_INTERVALS = 3;
    private static final int ONE_IN = 10;

    private final Map<Sample.Origin, Source> sources = new EnumMap<>(Sample.Origin.class);
    private boolean stale;

    private static final class Source {

        private int wanted;
        private long intervalMillis = 5_000;
        private long newest = Long.MIN_VALUE;

        private boolean isStale(long sampledAtMillis, long nowMillis) {
            return nowMillis - sampledAtMillis > MISSED_INTERVALS * intervalMillis;
        }

        private boolean isSilent(long nowMillis) {
            return newest == Long.MIN_VALUE || isStale(newest, nowMillis);
        }

        /** Whether it was heard before, and still should be. */
        private boolean isLost(long nowMillis) {
            return wanted > 0 && newest != Long.MIN_VALUE && isSilent(nowMillis);
        }
    }

    void expect(Sample.Origin origin, int pods, long everyMillis) {
        Source source = source(origin);
        source.wanted = pods;
        source.intervalMillis = everyMillis;
    }

    void sampled(Sample.Origin origin, long sampledAtMillis) {
        Source source = source(origin);
        source.newest = Math.max(source.newest, sampledAtMillis);
    }

    /** @param origin of the sample */
    boolean isStale(Sample.Origin origin, long sampledAtMillis, long nowMillis) {
        return source(origin).isStale(sampledAtMillis, nowMillis);
    }

    /** The outcome of a look at all pods. */
    void counted(int sampled, int withoutFreshSample) {
        stale = withoutFreshSample > 0 && withoutFreshSample * ONE_IN >= sampled;
    }

    /** Codes of what is degraded now, in the order of {@link Degradation}. */
    List<String> degraded(boolean synced, boolean blind, long nowMillis) {
        boolean asked = false;
        boolean heard = false;
        boolean lost = false;
        for (Source source : sources.values()) {
            asked |= source.wanted > 0;
            heard |= !source.isSilent(nowMillis);
            lost |= source.isLost(nowMillis);
        }
        List<String> codes = new ArrayList<>(0);
        if (!synced) {
            codes.add(Degradation.NotSynced.name());
        }
        if (asked && !heard) {
            codes.add(Degradation.NoTelemetry.name());
        } else if (stale || lost) {
            codes.add(Degradation.StaleTelemetry.name());
        }
        if (isMissing(Sample.Origin.PROMETHEUS, Sample.Origin.KUBELET, nowMillis)) {
            codes.add(Degradation.PrometheusSilent.name());
        }
        if (isMissing(Sample.Origin.KUBELET, Sample.Origin.PROMETHEUS, nowMillis)) {
            codes.add(Degradation.KubeletsSilent.name());
        }
        if (blind) {
            codes.add(Degradation.NoForecasts.name());
        }
        return codes;
    }

    /** A Prometheus that knows only one of the two lacks nothing; what it once brought, or both, is missed. */
    private boolean isMissing(Sample.Origin origin, Sample.Origin sibling, long nowMillis) {
        Source source = source(origin);
        boolean neverHeard = source.wanted > 0 && source.newest == Long.MIN_VALUE;
        return source.isLost(nowMillis) || neverHeard && source(sibling).isSilent(nowMillis);
    }

    private Source source(Sample.Origin origin) {
        return sources.computeIfAbsent(origin, unknown -> new Source());
    }
}
