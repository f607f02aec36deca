package dev.headroom.runtime;

import java.util.List;

/**
 * A profile as configured.
 *
 * @param schedulerName whose pods it serves; {@code *} for all that no other profile names
 * @param extenderWeight the weight under which kube-scheduler counts our scores, for explanations only: nobody tells
 *     an extender its weight
 */
public record ProfileSpec(String schedulerName, Mode mode, int extenderWeight, List<PluginSpec<?>> plugins) {

    public static final String ANY_SCHEDULER = "*";

    public ProfileSpec {
        plugins = List.copyOf(plugins);
    }
}
