package dev.headroom.runtime;

import dev.headroom.api.Plugin;
import dev.headroom.api.PluginFactory;

/**
 * One plugin of a profile, ready to be created.
 *
 * @param weight share of the plugin's score in the profile's, ≥ 0
 * @param arguments valid ones for the factory
 */
public record PluginSpec<A extends Record>(PluginFactory<A> factory, double weight, A arguments) {

    public PluginSpec {
        if (!(weight >= 0 && weight <= 1_000_000)) {
            throw new IllegalArgumentException(
                    "weight of plugin " + factory.name() + " is " + weight + ", allowed is 0 to 1000000");
        }
    }

    Plugin create() {
        return factory.create(arguments);
    }
}
