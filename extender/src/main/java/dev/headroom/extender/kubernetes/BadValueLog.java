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
 * Counts the bad values of each pod once, as {@code headroom.pod.values.ignored} by {@code field}, and names them in
 * the log once per pod and field, however often the pod changes. Used by the one thread that handles pods.
 */
final class BadValueLog {

    private static final Logger LOG = LoggerFactory.getLogger(BadValueLog.class);

    private final MeterRegistry registry;
    private final Map<String, Set<String>> toldByUid = new HashMap<>();

    BadValueLog(MeterRegistry registry) {
        this.registry = registry;
    }

    BadValues of(String uid, String namespace, String name) {
        return (field, problem) -> {
            if (toldByUid.computeIfAbsent(uid, key -> new HashSet<>()).add(field)) {
                registry.counter("headroom.pod.values.ignored", "field", field).increment();
                LOG.warn("Pod {}/{}: {} is ignored: {}", namespace, name, field, problem);
            }
        };
    }

    void forget(String uid) {
        toldByUid.remove(uid);
    }
}
