package dev.headroom.api;

import java.util.List;

/** Ranks the nodes that passed the filters. */
public interface ScorePlugin extends Plugin {

    /** Lowest score after normalisation. */
    double MIN_SCORE = 0;

    /** Highest score after normalisation. */
    double MAX_SCORE = 100;

    /**
     * The raw score of one node; any finite number, more is better. Without {@link #normalizeScore} it must lie within
     * [{@link #MIN_SCORE}, {@link #MAX_SCORE}].
     */
    double score(CycleState state, PodInfo pod, NodeInfo node);

    /**
     * Maps the raw scores in place to [{@link #MIN_SCORE}, {@link #MAX_SCORE}].
     *
     * @param scores the raw score of {@code nodes.get(i)} at position {@code i}; same length as {@code nodes}
     */
    default void normalizeScore(CycleState state, PodInfo pod, List<NodeInfo> nodes, double[] scores) {}
}
