package dev.headroom.api;

/**
 * A plugin that can say with which numbers it came to its verdict or score. Called on demand, never while a verb is
 * answered, with the very records that the decision was made on.
 */
public interface ExplainedPlugin extends Plugin {

    Contribution explain(CycleState state, PodInfo pod, NodeInfo node);
}
