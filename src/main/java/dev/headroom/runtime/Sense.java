package dev.headroom.runtime;

import dev.headroom.api.Plugin;
import dev.headroom.api.Verdict;
import org.jspecify.annotations.Nullable;

/** The check that a plugin answered with a verdict at all; what it throws counts as the plugin's fault. */
final class Sense {

    private Sense() {}

    /** @throws NonsenseException if the plugin gave no verdict, or says itself that it broke */
    static Verdict in(@Nullable Verdict verdict, Plugin plugin, ExtensionPoint point) {
        return switch (verdict) {
            case null -> throw new NonsenseException(plugin.name() + " gave no verdict in " + point.label());
            case Verdict.Broken broken ->
                throw new NonsenseException(plugin.name() + " broke in " + point.label() + ": " + broken.cause());
            case Verdict.Fits fits -> fits;
            case Verdict.Skipped skipped -> skipped;
            case Verdict.Rejected rejected -> rejected;
        };
    }
}
