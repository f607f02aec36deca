package dev.headroom.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it is told, one short line each; passes that go well are only counted. */
final class RecordingObserver implements PluginObserver {

    private final List<String> told = new ArrayList<>();
    private int passes;

    @Override
    public void passed(PluginId plugin, ExtensionPoint point, long nanos) {
        passes++;
    }

    @Override
    public void broke(PluginId plugin, ExtensionPoint point, Throwable cause) {
        told.add(plugin.plugin() + " broke in " + point.label() + ": " + cause.getMessage());
    }

    @Override
    public void overran(PluginId plugin, ExtensionPoint point, long nanos) {
        told.add(plugin.plugin() + " overran in " + point.label() + ": "
                + Duration.ofNanos(nanos).toMillis() + " ms");
    }

    @Override
    public void takenOut(PluginId plugin, long forNanos, Throwable cause) {
        told.add(
                plugin.plugin() + " taken out for " + Duration.ofNanos(forNanos).toSeconds() + " s after "
                        + cause.getClass().getSimpleName());
    }

    @Override
    public void takenBack(PluginId plugin) {
        told.add(plugin.plugin() + " taken back");
    }

    int passes() {
        return passes;
    }

    /** What was told since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }
}
