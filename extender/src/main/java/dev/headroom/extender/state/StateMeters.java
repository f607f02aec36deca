package dev.headroom.extender.state;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What the state says of itself.
 *
 * <ul>
 *   <li>{@code headroom.state.nodes}: nodes in the newest state
 *   <li>{@code headroom.state.pods}: pods that are not finished
 *   <li>{@code headroom.state.published}: states published
 *   <li>{@code headroom.state.publish.duration}: time to build and publish one
 *   <li>{@code headroom.state.event.queue}: subjects whose newest event waits for the writer
 *   <li>{@code headroom.state.event.age}, {@code kind} node, pod, sample (of a pod), node_sample: seconds since the last event of that kind
 *   <li>{@code headroom.state.event.failed}: events that could not be applied; each is a defect and is logged
 *   <li>{@code headroom.state.drift}: nodes whose sums were found wrong and were repaired; each is a defect
 *   <li>{@code headroom.degraded}, {@code reason} a {@link Degradation}: 1 while it holds, else 0
 * </ul>
 */
final class StateMeters {

    enum EventKind {
        NODE,
        POD,
        SAMPLE,
        NODE_SAMPLE
    }

    final Counter published;
    final Counter drift;
    final Counter failed;
    final AtomicLong pods = new AtomicLong();
    final AtomicLong nodes = new AtomicLong();
    private final Timer publishDuration;
    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<EventKind, AtomicLong> lastEvent = new EnumMap<>(EventKind.class);

    StateMeters(MeterRegistry registry, InstantSource clock, EventQueue events, Supplier<ClusterView> view) {
        this.registry = registry;
        this.clock = clock;
        published = registry.counter("headroom.state.published");
        drift = registry.counter("headroom.state.drift");
        failed = registry.counter("headroom.state.event.failed");
        publishDuration = registry.timer("headroom.state.publish.duration");
        registry.gauge("headroom.state.nodes", nodes);
        registry.gauge("headroom.state.pods", pods);
        Gauge.builder("headroom.state.event.queue", events, EventQueue::size)
                .strongReference(true)
                .register(registry);
        for (EventKind kind : EventKind.values()) {
            AtomicLong last = new AtomicLong(clock.millis());
            lastEvent.put(kind, last);
            Gauge.builder("headroom.state.event.age", () -> (clock.millis() - last.get()) / 1000.0)
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .baseUnit("seconds")
                    .register(registry);
        }
        Arrays.stream(Degradation.values())
                .forEach(reason -> Gauge.builder(
                                "headroom.degraded", () -> view.get().degraded().contains(reason.name()) ? 1 : 0)
                        .tag("reason", reason.name())
                        .register(registry));
    }

    void happened(EventKind kind) {
        AtomicLong last = lastEvent.get(kind);
        if (last != null) {
            last.set(clock.millis());
        }
    }

    Timer.Sample startPublishing() {
        return Timer.start(registry);
    }

    void published(Timer.Sample started) {
        started.stop(publishDuration);
        published.increment();
    }
}
