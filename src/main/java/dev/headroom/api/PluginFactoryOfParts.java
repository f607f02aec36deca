package dev.headroom.api;

import java.util.List;
import java.util.function.Function;

/** Behind {@link PluginFactory#of}. */
record PluginFactoryOfParts<A extends Record>(
        String name, A defaults, Function<A, List<Problem>> validator, Function<A, Plugin> creator)
        implements PluginFactory<A> {

    @Override
    public List<Problem> validate(A arguments) {
        return validator.apply(arguments);
    }

    @Override
    public Plugin create(A arguments) {
        return creator.apply(arguments);
    }
}
