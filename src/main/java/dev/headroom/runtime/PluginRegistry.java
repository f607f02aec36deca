package dev.headroom.runtime;

import dev.headroom.api.PluginFactory;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The plugins that a configuration can name. Immutable. */
public final class PluginRegistry {

    private final SortedMap<String, PluginFactory<?>> factories;

    private PluginRegistry(SortedMap<String, PluginFactory<?>> factories) {
        this.factories = factories;
    }

    /** @throws IllegalArgumentException if two factories have the same name */
    public static PluginRegistry of(List<PluginFactory<?>> factories) {
        SortedMap<String, PluginFactory<?>> byName = new TreeMap<>();
        for (PluginFactory<?> factory : factories) {
            PluginFactory<?> other = byName.put(factory.name(), factory);
            if (other != null) {
                throw new IllegalArgumentException("Two plugins are named " + factory.name() + ": "
                        + other.getClass().getName() + " and "
                        + factory.getClass().getName());
            }
        }
        return new PluginRegistry(Collections.unmodifiableSortedMap(byName));
    }

    public Optional<PluginFactory<?>> find(String name) {
        return Optional.ofNullable(factories.get(name));
    }

    /** All names, sorted. */
    public Collection<String> names() {
        return factories.keySet();
    }
}
