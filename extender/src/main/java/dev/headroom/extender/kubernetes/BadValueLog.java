package dev.headroom.extender.kubernetes;

import dev.headroom.extender.pod.BadValues;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the bad values of each pod or node once, as {@code headroom.watch.values.ignored} by {@code field}, and names
 * them in the log once per object and field, however often it changes. It remembers fields of objects that exist, so its
 * bound is the cluster's. Used by the one thread that handles such objects.
 */
final class BadValueLog {

    private static final Logger LOG = LoggerFactory.getLogger(BadValueLog.class);

    private final MeterRegistry registry;
    private final Map<String, Set<String>> toldOf = new HashMap<>();

    BadValueLog(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * @param key names the object until {@link #forget}
     * @param what for the log
     */
    BadValues of(String key, String what) {
        return (field, problem) -> {
            if (toldOf.computeIfAbsent(key, added -> new HashSet<>()).add(field)) {
                registry.counter("headroom.watch.values.ignored", "field", field)
                        .increment();
                LOG.warn("{}: {} is ignored: {}", what, field, problem);
            }
        };
    }

    void forget(String key) {
        toldOf.remove(key);
    }
}
