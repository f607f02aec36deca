package dev.headroom.runtime;

import dev.headroom.api.Contribution;
import dev.headroom.api.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What one plugin said of one node, and with which numbers.
 *
 * @param weight its weight among the score plugins; 0 if it does not score
 * @param rejection why it refuses the node; null if it does not
 * @param score 0 to 100; NaN if it does not score, or had no opinion
 * @param contribution the numbers; null if the plugin does not explain itself
 */
public record PluginExplanation(
        String plugin,
        double weight,
        Verdict.@Nullable Rejected rejection,
        double score,
        @Nullable Contribution contribution) {}
