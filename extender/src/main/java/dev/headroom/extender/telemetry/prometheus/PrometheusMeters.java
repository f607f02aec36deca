package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.extender.telemetry.DroppedValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What reading from a Prometheus says of itself.
 *
 * <ul>
 *   <li>{@code headroom.prometheus.up}: 1 if the last round was answered well
 *   <li>{@code headroom.prometheus.queries}, {@code result} ok, partial (the server says that something is
 *       missing), refused (by the server, with a reason), too_large, timeout, failed (no connection, or no credential), malformed (no answer of this API)
 *   <li>{@code headroom.prometheus.query.duration}: from asking to the last byte, whatever the result
 *   <li>{@code headroom.prometheus.bytes}: of answers, as they came over the wire
 *   <li>{@code headroom.prometheus.round.queries}, {@code .round.bytes}: of the last round
 *   <li>{@code headroom.prometheus.shards}: among how many rounds the pods are divided
 *   <li>{@code headroom.prometheus.containers}: of which something is gathered
 *   <li>{@code headroom.prometheus.measurements}, {@code side} program or container, {@code fate} new, ahead (new, by a
 *       clock that is ahead), repeated, stale, behind (old, and yet going on), before_pod (about an older pod of the
 *       same name), empty
 *   <li>{@code headroom.prometheus.series.unmatched}: series about no container that is known
 *   <li>{@code headroom.prometheus.values.dropped}, {@code reason}: see {@link DroppedValues}
 * </ul>
 */
final class PrometheusMeters {

    final AtomicInteger up = new AtomicInteger();
    final AtomicInteger roundQueries = new AtomicInteger();
    final AtomicLong roundBytes = new AtomicLong();
    final AtomicInteger shards = new AtomicInteger(1);
    final AtomicInteger containers = new AtomicInteger();
    final DroppedValues droppedValues;
    private final MeterRegistry registry;
    private final Timer duration;

    PrometheusMeters(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("headroom.prometheus.up", up);
        registry.gauge("headroom.prometheus.round.queries", roundQueries);
        registry.gauge("headroom.prometheus.round.bytes", roundBytes);
        registry.gauge("headroom.prometheus.shards", shards);
        registry.gauge("headroom.prometheus.containers", containers);
        droppedValues = new DroppedValues(registry, "prometheus");
        duration = registry.timer("headroom.prometheus.query.duration");
    }

    Timer.Sample started() {
        return Timer.start(registry);
    }

    void answered(Timer.Sample started, Answer answer) {
        started.stop(duration);
        registry.counter("headroom.prometheus.queries", "result", answer.result())
                .increment();
        registry.counter("headroom.prometheus.bytes").increment(answer.wireBytes());
    }

    void counted(Tally tally) {
        for (Side side : Side.values()) {
            for (Fate fate : Fate.values()) {
                int count = tally.of(side, fate);
                if (count > 0) {
                    registry.counter("headroom.prometheus.measurements", "side", tag(side), "fate", tag(fate))
                            .increment(count);
                }
            }
        }
        registry.counter("headroom.prometheus.series.unmatched").increment(tally.unmatchedSeries());
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
