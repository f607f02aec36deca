package dev.headroom.extender;

import dev.headroom.predicates.GcHeadroomFit;
import dev.headroom.priorities.Balance;
import dev.headroom.priorities.GcCpu;
import dev.headroom.priorities.GcHeadroom;
import dev.headroom.priorities.LeastRequested;
import dev.headroom.priorities.MemoryPressure;
import dev.headroom.runtime.PluginRegistry;
import java.util.List;

/** The plugins that Headroom ships. A new one is a line here. */
public final class PluginCatalog {

    private PluginCatalog() {}

    public static PluginRegistry registry() {
        return PluginRegistry.of(List.of(
                GcHeadroomFit.FACTORY,
                GcHeadroom.FACTORY,
                GcCpu.FACTORY,
                MemoryPressure.FACTORY,
                Balance.FACTORY,
                LeastRequested.FACTORY));
    }
}
