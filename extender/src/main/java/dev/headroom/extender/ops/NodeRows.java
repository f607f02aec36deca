package dev.headroom.extender.ops;

import dev.headroom.api.NodeInfo;
import dev.headroom.extender.state.ClusterView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Lists nodes of a state. Sorting looks at each node once; rows are made only for those that are shown. */
final class NodeRows {

    /** What the nodes are sorted by. */
    enum Order {
        /** Fullest by forecast first. */
        RISK,
        NAME
    }

    /**
     * @param total nodes that match
     * @param overfull nodes, of those that match, whose forecast is above their limit
     */
    record Page(int total, int overfull, List<NodeRow> nodes) {

        Page {
            nodes = List.copyOf(nodes);
        }
    }

    private record Ranked(NodeInfo node, double fill) {}

    private static final Comparator<Ranked> BY_NAME =
            Comparator.comparing(ranked -> ranked.node().name());

    private final NodeScale scale;

    NodeRows(NodeScale scale) {
        this.scale = scale;
    }

    /**
     * @param nameContains lower or upper case alike; empty for all
     * @param offset how many to pass over, ≥ 0
     * @param limit how many to list, ≥ 0
     */
    Page page(ClusterView view, Order order, String nameContains, int offset, int limit) {
        String part = nameContains.toLowerCase(Locale.ROOT);
        List<Ranked> all = new ArrayList<>();
        int overfull = 0;
        for (int slot = 0; slot < view.slots(); slot++) {
            NodeInfo node = view.node(slot);
            if (node != null && node.name().toLowerCase(Locale.ROOT).contains(part)) {
                Ranked ranked = new Ranked(node, NodeRow.fill(node, scale));
                all.add(ranked);
                overfull += ranked.fill() > 1 ? 1 : 0;
            }
        }
        all.sort(
                switch (order) {
                    case NAME -> BY_NAME;
                    case RISK ->
                        Comparator.comparingDouble(Ranked::fill).reversed().thenComparing(BY_NAME);
                });
        List<NodeRow> rows = all.stream()
                .skip(offset)
                .limit(limit)
                .map(ranked -> NodeRow.of(ranked.node(), scale))
                .toList();
        return new Page(all.size(), overfull, rows);
    }
}
