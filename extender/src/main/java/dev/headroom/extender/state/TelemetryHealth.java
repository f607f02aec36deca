package dev.headroom.extender.state;

import java.util.ArrayList;
import java.util.List;

/** Judges whether telemetry is there and fresh. The writer's. */
final class TelemetryHealth {

    private static final int MISSED_INTERVALS = 3;
    private static final int ONE_IN = 10;

    private int wanted;
    private long intervalMillis = 5_000;
    private long newest = Long.MIN_VALUE;
    private boolean stale;

    void expect(int pods, long everyMillis) {
        wanted = pods;
        intervalMillis = everyMillis;
    }

    void sampled(long sampledAtMillis) {
        newest = Math.max(newest, sampledAtMillis);
    }

    boolean isStale(long sampledAtMillis, long nowMillis) {
        return nowMillis - sampledAtMillis > MISSED_INTERVALS * intervalMillis;
    }

    /** The outcome of a look at all pods. */
    void counted(int sampled, int withoutFreshSample) {
        stale = withoutFreshSample > 0 && withoutFreshSample * ONE_IN >= sampled;
    }

    /** Codes of what is degraded now, in the order of {@link Degradation}. */
    List<String> degraded(boolean synced, boolean blind, long nowMillis) {
        List<String> codes = new ArrayList<>(0);
        if (!synced) {
            codes.add(Degradation.NotSynced.name());
        }
        if (wanted > 0 && (newest == Long.MIN_VALUE || isStale(newest, nowMillis))) {
            codes.add(Degradation.NoTelemetry.name());
        } else if (stale) {
            codes.add(Degradation.StaleTelemetry.name());
        }
        if (blind) {
            codes.add(Degradation.NoForecasts.name());
        }
        return codes;
    }
}
