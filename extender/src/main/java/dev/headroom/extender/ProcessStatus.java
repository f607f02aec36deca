package dev.headroom.extender;

import dev.headroom.extender.ops.StatusSource;
import dev.headroom.extender.state.Degradation;
import dev.headroom.runtime.PluginId;
import dev.headroom.runtime.PluginSpec;
import dev.headroom.runtime.ProfileSpec;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What the page's header says, from the parts that know it. Thread-safe. */
record ProcessStatus(List<ProfileSpec> specs, PluginMeters plugins, BooleanSupplier killSwitchOn, boolean simulated)
        implements StatusSource {

    @Override
    public List<ProfileState> profiles() {
        Set<PluginId> out = plugins.takenOut();
        return specs.stream()
                .map(spec -> new ProfileState(
                        spec.schedulerName(),
                        spec.mode(),
                        spec.plugins().stream()
                                .map(ProcessStatus::name)
                                .filter(name -> out.contains(new PluginId(spec.schedulerName(), name)))
                                .toList()))
                .toList();
    }

    @Override
    public boolean killSwitch() {
        return killSwitchOn.getAsBoolean();
    }

    @Override
    public String version() {
        return Objects.requireNonNullElse(Headroom.class.getPackage().getImplementationVersion(), "not packaged");
    }

    @Override
    public String sentence(String degradedCode) {
        return Degradation.valueOf(degradedCode).sentence();
    }

    private static String name(PluginSpec<?> plugin) {
        return plugin.factory().name();
    }
}
