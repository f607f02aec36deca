package dev.headroom.extender.state;

import dev.headroom.api.ForecastSource;

/**
 * Lets forecasts age: every 5 s all pods whose forecast rests on a measurement are looked at anew, a slice at a time,
 * so that events never wait for long. The writer's.
 */
final class ForecastUpkeep {

    static final long PERIOD_MILLIS = 5_000;
    private static final int SLICE = 4_096;

    private final PodTable pods;
    private final TelemetryHealth health;
    private final Periodic start;
    private int cursor = -1;
    private int sampled;
    private int stale;

    ForecastUpkeep(PodTable pods, TelemetryHealth health, long nowMillis) {
        this.pods = pods;
        this.health = health;
        this.start = new Periodic(PERIOD_MILLIS, nowMillis);
    }

    /** @return whether a walk is not finished yet */
    boolean step(long nowMillis) {
        if (cursor < 0) {
            if (!start.isDue(nowMillis)) {
                return false;
            }
            cursor = pods.size() - 1;
            sampled = 0;
            stale = 0;
        }
        // Downwards: a pod that leaves is replaced by the last one, which was looked at already.
        cursor = Math.min(cursor, pods.size() - 1);
        int end = Math.max(-1, cursor - SLICE);
        for (; cursor > end; cursor--) {
            look(pods.at(cursor), nowMillis);
        }
        if (cursor < 0) {
            health.counted(sampled, stale);
        }
        return cursor >= 0;
    }

    private void look(PodRecord pod, long nowMillis) {
        if (pod.sampledAtMillis > 0) {
            sampled++;
            stale += health.isStale(pod.sampledBy, pod.sampledAtMillis, nowMillis) ? 1 : 0;
        }
        if (pod.measured != null || pod.info.forecast().source() == ForecastSource.REPLICAS) {
            pods.reforecast(pod);
        }
    }
}
