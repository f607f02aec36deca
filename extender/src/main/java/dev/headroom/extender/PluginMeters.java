package dev.headroom.extender;

import dev.headroom.runtime.ExtensionPoint;
import dev.headroom.runtime.PluginId;
import dev.headroom.runtime.PluginObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How plugins behave, as meters and, when one is taken out, as a line in the log.
 *
 * <p>{@code headroom.plugin.duration} (timer; profile, plugin, point): one pass over all nodes of a request.
 * {@code headroom.plugin.faults} (counter; profile, plugin, kind = broke or
 * overran). {@code headroom.plugin.out} (gauge; profile, plugin):
 * 1 while the plugin is taken out. Written by the thread that answers verbs; {@link #takenOut} is read by any.
 */
final class PluginMeters implements PluginObserver {

    private static final Logger LOG = LoggerFactory.getLogger(PluginMeters.class);

    private final MeterRegistry registry;
    private final Map<PluginId, Map<ExtensionPoint, Timer>> timers = new ConcurrentHashMap<>();
    private final Set<PluginId> out = ConcurrentHashMap.newKeySet();

    PluginMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The plugins that are left out at present. */
    Set<PluginId> takenOut() {
        return Set.copyOf(out);
    }

    @Override
    public void passed(PluginId plugin, ExtensionPoint point, long nanos) {
        timers.computeIfAbsent(plugin, id -> new EnumMap<>(ExtensionPoint.class))
                .computeIfAbsent(point, at -> timer(plugin, at))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void broke(PluginId plugin, ExtensionPoint point, Throwable cause) {
        faults(plugin, "broke").increment();
        LOG.debug("{} broke in {}", plugin, point.label(), cause);
    }

    @Override
    public void overran(PluginId plugin, ExtensionPoint point, long nanos) {
        faults(plugin, "overran").increment();
    }

    @Override
    public void takenOut(PluginId plugin, long forNanos, Throwable cause) {
        out.add(plugin);
        registry.gauge("headroom.plugin.out", tags(plugin), out, set -> set.contains(plugin) ? 1 : 0);
        LOG.error("{} failed too often and is left out for {}", plugin, Duration.ofNanos(forNanos), cause);
    }

    @Override
    public void takenBack(PluginId plugin) {
        out.remove(plugin);
        LOG.info("{} works again and takes part", plugin);
    }

    private static Tags tags(PluginId plugin) {
        return Tags.of("profile", plugin.profile(), "plugin", plugin.plugin());
    }

    private Timer timer(PluginId plugin, ExtensionPoint point) {
        return Timer.builder("headroom.plugin.duration")
                .description("One pass of a plugin over all nodes of a request")
                .tags(tags(plugin))
                .tag("point", point.label())
                .register(registry);
    }

    private Counter faults(PluginId plugin, String kind) {
        return Counter.builder("headroom.plugin.faults")
                .description("Passes that threw, answered nonsense, or took longer than the budget")
                .tags(tags(plugin))
                .tag("kind", kind)
                .register(registry);
    }
}
