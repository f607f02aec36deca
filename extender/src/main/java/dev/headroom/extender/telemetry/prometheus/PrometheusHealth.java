package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.extender.telemetry.InputHealth;

/** A server's status as that of any source of measurements. */
public final class PrometheusHealth {

    private static final int MISSED_INTERVALS = 3;

    private PrometheusHealth() {}

    /**
     * Matched are the containers of the signal that came for the most of them. The failure has the query exactly as it was
     * asked.
     *
     * @param pods how many are known: of each at least one container is wanted
     * @param intervalMillis between two rounds
     */
    public static InputHealth of(PrometheusStatus status, int pods, long intervalMillis, long nowMillis) {
        long newest = 0;
        int matched = 0;
        for (PrometheusStatus.Seen seen : status.signals().values()) {
            newest = Math.max(newest, seen.atMillis());
            if (nowMillis - seen.atMillis() <= MISSED_INTERVALS * intervalMillis) {
                matched = Math.max(matched, seen.containers());
            }
        }
        PrometheusStatus.Failure failure = status.failure();
        return new InputHealth(
                "prometheus " + status.url(),
                Math.max(pods, matched),
                matched,
                newest,
                intervalMillis,
                failure == null
                        ? null
                        : new InputHealth.Failure(failure.atMillis(), failure.promql(), failure.problem()));
    }
}
