package dev.headroom.runtime;

import dev.headroom.api.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a profile's filters say of the nodes of one request.
 *
 * @param rejections at i: why node i is refused, null if it fits
 * @param fitting how many fit
 */
public record FilterOutcome(Verdict.@Nullable Rejected[] rejections, int fitting) {

    public boolean fits(int node) {
        return rejections[node] == null;
    }
}
