package dev.headroom.api;

import java.util.List;
import java.util.function.Function;

/**
 * Makes a plugin for one profile. Adding a plugin to Headroom is one class, one test, and one line in the registry
 * that holds its factory.
 *
 * @param <A> the plugin's arguments: a record whose components are the keys under {@code args} in the configuration.
 *     Component types: {@code int}, {@code long}, {@code double}, {@code boolean}, {@code String}, an enum
 */
public interface PluginFactory<A extends Record> {

    /** The plugin's name in the configuration. */
    String name();

    /** The arguments of a plugin for which the configuration gives none. Also tells their type. */
    A defaults();

    /** Everything that is wrong with the arguments, with paths relative to them; empty if they are good. */
    default List<Problem> validate(A arguments) {
        return List.of();
    }

    /** @param arguments valid ones */
    Plugin create(A arguments);

    /**
     * A factory made of its parts.
     *
     * @param validate what {@link #validate} answers
     * @param create makes a plugin of valid arguments
     */
    static <A extends Record> PluginFactory<A> of(
            String name, A defaults, Function<A, List<Problem>> validate, Function<A, Plugin> create) {
        return new PluginFactoryOfParts<>(name, defaults, validate, create);
    }
}
