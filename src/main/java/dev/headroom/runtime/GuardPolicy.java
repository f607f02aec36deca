package dev.headroom.runtime;

import java.time.Duration;

/**
 * When a plugin is taken out.
 *
 * @param budget how long one pass over all nodes of a request may take; wall time, so that a plugin that waits is
 *     caught too: far above what a pass needs, for on a starved machine every plugin is slow
 * @param faults how many passes in a row may throw, answer nonsense or overrun before the plugin is taken out, ≥ 1
 * @param firstPause how long it is then left out; doubled each time the next trial fails too
 * @param longestPause where the doubling ends
 */
public record GuardPolicy(Duration budget, int faults, Duration firstPause, Duration longestPause) {

    public static final GuardPolicy DEFAULT =
            new GuardPolicy(Duration.ofMillis(50), 5, Duration.ofSeconds(30), Duration.ofMinutes(10));
}
