package dev.headroom.extender;

import dev.headroom.runtime.ExtensionPoint;
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
 * <p>{@code headroom.plugin.duration} (timer; plugin, point): one pass over all nodes of a request.
 * {@code headroom.plugin.faults} (counter; plugin, kind = broke or overran). {@code headroom.plugin.out} (gauge; plugin):
 * 1 while the plugin is taken out. Written by the thread that answers verbs; {@link #takenOut} is read by any.
 */
final class PluginMeters implements PluginObserver {

    private static final Logger LOG = LoggerFactory.getLogger(PluginMeters.class);

    private final MeterRegistry registry;
    private final Map<String, Map<ExtensionPoint, Timer>> timers = new ConcurrentHashMap<>();
    private final Set<String> out = ConcurrentHashMap.newKeySet();

    PluginMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The names of the plugins that are left out at present. */
    Set<String> takenOut() {
        return Set.copyOf(out);
    }

    @Override
    public void passed(String plugin, ExtensionPoint point, long nanos) {
        timers.computeIfAbsent(plugin, name -> new EnumMap<>(ExtensionPoint.class))
                .computeIfAbsent(point, at -> timer(plugin, at))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void broke(String plugin, ExtensionPoint point, Throwable cause) {
        faults(plugin, "broke").increment();
        LOG.debug("Plugin {} broke in {}", plugin, point.label(), cause);
    }

    @Override
    public void overran(String plugin, ExtensionPoint point, long nanos) {
        faults(plugin, "overran").increment();
    }

    @Override
    public void takenOut(String plugin, long forNanos, Throwable cause) {
        if (out.add(plugin)) {
            registry.gauge("headroom.plugin.out", Tags.of("plugin", plugin), out, set -> set.contains(plugin) ? 1 : 0);
        }
        LOG.error("Plugin {} failed too often and is left out for {}", plugin, Duration.ofNanos(forNanos), cause);
    }

    @Override
    public void takenBack(String plugin) {
        out.remove(plugin);
        LOG.info("Plugin {} works again and takes part", plugin);
    }

    private Timer timer(String plugin, ExtensionPoint point) {
        return Timer.builder("headroom.plugin.duration")
                .description("One pass of a plugin over all nodes of a request")
                .tag("plugin", plugin)
                .tag("point", point.label())
                .register(registry);
    }

    private Counter faults(String plugin, String kind) {
        return Counter.builder("headroom.plugin.faults")
                .description("Passes that threw, answered nonsense, or took longer than the budget")
                .tag("plugin", plugin)
                .tag("kind", kind)
                .register(registry);
    }
}
