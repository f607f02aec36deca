package dev.headroom.extender.telemetry.kubelet;

import dev.headroom.extender.telemetry.DroppedValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What asking kubelets says of itself.
 *
 * <ul>
 *   <li>{@code headroom.kubelet.nodes}: that are asked
 *   <li>{@code headroom.kubelet.requests}, {@code path} cadvisor or resource, {@code result} ok, status (not 200),
 *       too_large, timeout, failed (no connection, or no credential)
 *   <li>{@code headroom.kubelet.duration}: from asking to the last byte, whatever the result
 *   <li>{@code headroom.kubelet.skipped}: visits left out, {@code reason} resting (after failures) or late (the one
 *       before had not ended)
 *   <li>{@code headroom.kubelet.measurements}, {@code fate} new, repeated, stale, behind (old, and yet going on)
 *   <li>{@code headroom.kubelet.values.dropped}, {@code reason}: see {@link DroppedValues}
 * </ul>
 */
final class KubeletMeters {

    final AtomicInteger nodes = new AtomicInteger();
    final DroppedValues droppedValues;
    private final MeterRegistry registry;
    private final Timer duration;

    KubeletMeters(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("headroom.kubelet.nodes", nodes);
        droppedValues = new DroppedValues(registry, "kubelet");
        duration = registry.timer("headroom.kubelet.duration");
    }

    KubeletAnswer timed(String path, Supplier<KubeletAnswer> request) {
        Timer.Sample started = Timer.start(registry);
        KubeletAnswer answer = request.get();
        started.stop(duration);
        registry.counter(
                        "headroom.kubelet.requests",
                        "path",
                        path.substring(path.lastIndexOf('/') + 1),
                        "result",
                        answer.result())
                .increment();
        return answer;
    }

    void count(String fate) {
        registry.counter("headroom.kubelet.measurements", "fate", fate).increment();
    }

    void skipped(String reason) {
        registry.counter("headroom.kubelet.skipped", "reason", reason).increment();
    }
}
