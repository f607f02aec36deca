package dev.headroom.extender.telemetry;

import dev.headroom.predict.GoSample;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The metrics of a Go process under the names that client_golang gives them: its default Go collector's, and those of
 * its collector of {@code runtime/metrics}. Of several series of one name the first counts; a value that is no finite
 * number counts as absent. Not thread-safe.
 */
final class GoMetrics implements PrometheusText.Sink {

    private enum Quantity {
        HEAP_GOAL(true, "go_memstats_next_gc_bytes", "go_gc_heap_goal_bytes"),
        HEAP_LIVE(false, "go_gc_heap_live_bytes"),
        HEAP_ALLOC(true, "go_memstats_heap_alloc_bytes", "go_memory_classes_heap_objects_bytes"),
        ALLOCATED_TOTAL(true, "go_memstats_alloc_bytes_total", "go_gc_heap_allocs_bytes_total"),
        GC_CYCLES(true, "go_gc_duration_seconds_count", "go_gc_cycles_total_gc_cycles_total"),
        GOGC(false, "go_gc_gogc_percent"),
        MEMORY_LIMIT(false, "go_gc_gomemlimit_bytes"),
        MAPPED(true, "go_memstats_sys_bytes", "go_memory_classes_total_bytes"),
        RELEASED(true, "go_memstats_heap_released_bytes", "go_memory_classes_heap_released_bytes"),
        RESIDENT(false, "process_resident_memory_bytes"),
        STACKS(false, "go_memstats_stack_inuse_bytes", "go_memory_classes_heap_stacks_bytes");

        private final boolean mandatory;
        private final String[] names;

        Quantity(boolean mandatory, String... names) {
            this.mandatory = mandatory;
            this.names = names;
        }
    }

    private static final Map<String, Quantity> BY_NAME = byName();

    private final Map<Quantity, Double> values = new EnumMap<>(Quantity.class);

    @Override
    public boolean wants(String name) {
        return BY_NAME.containsKey(name);
    }

    @Override
    public void value(String name, double value) {
        Quantity quantity = BY_NAME.get(name);
        if (quantity != null && Double.isFinite(value)) {
            values.putIfAbsent(quantity, value);
        }
    }

    /** @param sampledAtMillis epoch milliseconds of the scrape */
    Scraped sample(long sampledAtMillis) {
        for (Quantity quantity : Quantity.values()) {
            if (quantity.mandatory && !values.containsKey(quantity)) {
                return new Scraped.Missing(String.join(" or ", quantity.names));
            }
        }
        GoSample.Checked checked = GoSample.check(
                sampledAtMillis,
                get(Quantity.HEAP_GOAL, 0),
                get(Quantity.HEAP_LIVE, 0),
                get(Quantity.HEAP_ALLOC, 0),
                get(Quantity.ALLOCATED_TOTAL, 0),
                get(Quantity.GC_CYCLES, 0),
                gogcPercent(),
                get(Quantity.MEMORY_LIMIT, 0),
                get(Quantity.MAPPED, 0),
                get(Quantity.RELEASED, 0),
                get(Quantity.RESIDENT, 0),
                get(Quantity.STACKS, 0));
        return switch (checked) {
            case GoSample.Checked.Accepted accepted -> new Scraped.Sampled(accepted.sample());
            case GoSample.Checked.Refused refused -> new Scraped.Invalid(refused.problem());
        };
    }

    /** The runtime keeps "off" as −1 and exports it as an unsigned number: 2⁶⁴−1. */
    private double gogcPercent() {
        double percent = get(Quantity.GOGC, Double.NaN);
        return percent >= 0x1p63 ? -1 : percent;
    }

    private double get(Quantity quantity, double absent) {
        return values.getOrDefault(quantity, absent);
    }

    private static Map<String, Quantity> byName() {
        Map<String, Quantity> byName = new HashMap<>();
        for (Quantity quantity : Quantity.values()) {
            for (String name : quantity.names) {
                byName.put(name, quantity);
            }
        }
        return byName;
    }
}
