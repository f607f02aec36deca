package dev.headroom.extender.telemetry;

import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts values that were said and not believed, while the rest of their sample counts: {@code
 * headroom.SOURCE.values.dropped} by {@code reason} not_a_number, negative, too_large, contradictory. Thread-safe.
 */
public final class DroppedValues {

    private final Map<Sample.Drop, Counter> counters = new EnumMap<>(Sample.Drop.class);

    /** @param source whose values they are: scrape, prometheus or kubelet */
    public DroppedValues(MeterRegistry registry, String source) {
        for (Sample.Drop reason : Sample.Drop.values()) {
            counters.put(
                    reason,
                    registry.counter(
                            "headroom." + source + ".values.dropped",
                            "reason",
                            reason.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Those of one sample. */
    public void count(Sample sample) {
        if (sample.dropped() == 0) {
            return;
        }
        counters.forEach((reason, counter) -> counter.increment(sample.dropped(reason)));
    }

    /** A sample of what was said of one signal: unknown, and counted, if that cannot be. */
    public Sample one(long atMillis, Sample.Origin origin, Signal signal, double value) {
        Sample.Builder said = Sample.at(atMillis, origin);
        Sample sample = (Double.isNaN(value) ? said.notANumber(signal) : said.put(signal, value)).build();
        count(sample);
        return sample;
    }

    /** How many there were since the start, for people; empty if there were none. */
    public List<String> notes() {
        String counts = counters.entrySet().stream()
                .filter(reason -> reason.getValue().count() > 0)
                .map(reason -> (long) reason.getValue().count() + " "
                        + reason.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? List.of() : List.of("values that were not believed since the start: " + counts);
    }
}
