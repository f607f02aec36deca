package dev.headroom.extender.ops;

import dev.headroom.extender.decisions.DecisionSummary;
import java.util.List;

/**
 * One second on the page.
 *
 * @param nowMillis epoch milliseconds by the clock that all times here are on; it may be a simulated one
 * @param full whether this is everything, not only what has changed
 * @param order names of the nodes shown, fullest first
 * @param nodes rows of those that are new or changed
 * @param nodeCount nodes in the cluster
 * @param overfull nodes whose forecast is above their limit
 * @param decisions rows that are new or changed, newest first
 */
record StreamEvent(
        long nowMillis,
        boolean full,
        Status status,
        List<String> order,
        List<NodeRow> nodes,
        int nodeCount,
        int overfull,
        List<DecisionSummary> decisions) {

    StreamEvent {
        order = List.copyOf(order);
        nodes = List.copyOf(nodes);
        decisions = List.copyOf(decisions);
    }
}
