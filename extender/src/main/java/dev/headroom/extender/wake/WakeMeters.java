package dev.headroom.extender.wake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** How many pods only Headroom refuses, and what is done about it. Thread-safe. */
public final class WakeMeters {

    final Counter droppedNotices;
    final Counter droppedPods;
    final Counter failed;
    private final MeterRegistry registry;
    private final AtomicInteger refused = new AtomicInteger();

    public WakeMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("headroom.pods.refused", refused, AtomicInteger::get)
                .description(
                        "Pods that only Headroom refuses; autoscalers do not call extenders and make no room for them")
                .register(registry);
        droppedNotices = dropped("notice");
        droppedPods = dropped("pod");
        failed = Counter.builder("headroom.wake.failures")
                .description("Looks for room that ended in an error")
                .register(registry);
        for (Touch.Result result : Touch.Result.values()) {
            touches(result);
        }
    }

    void refused(int pods) {
        refused.set(pods);
    }

    void touched(Touch.Result result) {
        touches(result).increment();
    }

    /** The same counter each time. */
    private Counter touches(Touch.Result result) {
        return Counter.builder("headroom.wake.touches")
                .description("Conditions written so that kube-scheduler tries a pod again")
                .tag("result", result.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Counter dropped(String what) {
        return Counter.builder("headroom.wake.dropped")
                .description(
                        "Refusals, or refused pods, for which there was no room: they are not counted and not woken")
                .tag("what", what)
                .register(registry);
    }
}
