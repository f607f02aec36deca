package dev.headroom.extender.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What direct scrape says of itself.
 *
 * <ul>
 *   <li>{@code headroom.scrape.targets}: pods that are scraped
 *   <li>{@code headroom.scrape.targets.dropped}: pods that ask for it beyond the configured most
 *   <li>{@code headroom.scrape.scrapes}, {@code result} ok, missing (an answer without any known name), status (not 200), too_large, timeout, failed (no connection), late (the one
 *       before was not finished), skipped (the target did not answer for several rounds and is asked more rarely)
 *   <li>{@code headroom.scrape.values.dropped}, {@code reason}: see {@link DroppedValues}
 *   <li>{@code headroom.scrape.duration}: from asking to the last byte, whatever the result
 * </ul>
 */
final class ScrapeMeters {

    final AtomicInteger targets = new AtomicInteger();
    final AtomicInteger dropped = new AtomicInteger();
    final InputNotes notes;
    final DroppedValues droppedValues;
    private final MeterRegistry registry;
    private final Timer duration;

    ScrapeMeters(MeterRegistry registry, long intervalMillis) {
        this.notes = new InputNotes("scrape", intervalMillis);
        this.registry = registry;
        registry.gauge("headroom.scrape.targets", targets);
        registry.gauge("headroom.scrape.targets.dropped", dropped);
        droppedValues = new DroppedValues(registry, "scrape");
        duration = registry.timer("headroom.scrape.duration");
    }

    Timer.Sample started() {
        return Timer.start(registry);
    }

    void finished(Timer.Sample started, String result) {
        started.stop(duration);
        count(result);
    }

    void count(String result) {
        registry.counter("headroom.scrape.scrapes", "result", result).increment();
    }
}
