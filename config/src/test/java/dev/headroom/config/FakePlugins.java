package dev.headroom.config;

import dev.headroom.api.Plugin;
import dev.headroom.api.PluginFactory;
import dev.headroom.api.Problem;
import dev.headroom.runtime.PluginRegistry;
import java.util.List;

/** Plugins with the names of the default profile and one argument of each type. */
final class FakePlugins {

    enum Colour {
        RED,
        DARK_BLUE
    }

    record Args(double quantile, int count, long bytes, boolean enabled, String label, Colour colour) {}

    record NoArgs() {}

    static final Args DEFAULTS = new Args(0.95, 3, 1L << 40, true, "a", Colour.RED);

    static final PluginRegistry REGISTRY = PluginRegistry.of(List.of(
            new Fake<>("GcHeadroomFit", DEFAULTS),
            new Fake<>("GcHeadroom", DEFAULTS),
            new Fake<>("GcCpu", new NoArgs()),
            new Fake<>("MemoryPressure", DEFAULTS),
            new Fake<>("Balance", DEFAULTS),
            new Fake<>("LeastRequested", new NoArgs())));

    private FakePlugins() {}

    private record Fake<A extends Record>(String name, A defaults) implements PluginFactory<A> {

        @Override
        public List<Problem> validate(A arguments) {
            return arguments instanceof Args args && args.quantile() > 1
                    ? List.of(new Problem("quantile", "" + args.quantile(), "a number from 0.5 to 0.999"))
                    : List.of();
        }

        @Override
        public Plugin create(A arguments) {
            return () -> name;
        }
    }
}
