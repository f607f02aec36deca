package dev.headroom.extender.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds containers up by their nodes. Not thread-safe. */
final class NodeSums {

    /** p95 of a normal distribution, in standard deviations. */
    private static final double Z95 = 1.645;

    /** Between every two containers, as the plugins take it unless they are told otherwise. */
    private static final double CORRELATION = 0.3;

    private static final class Sum {
        private int containers;
        private int unknown;
        private double now;
        private double mean;
        private double spread;
        private double variance;
        private double requests;
    }

    private final Map<String, Sum> sums = new TreeMap<>();

    /** @param p95 of what placement expects; NaN unknown */
    void add(ContainerRow row, double mean, double p95) {
        Sum sum = sums.computeIfAbsent(row.node(), unknown -> new Sum());
        sum.containers++;
        sum.requests += row.requestBytes();
        if (Double.isNaN(p95)) {
            sum.unknown++;
            return;
        }
        double deviation = (p95 - mean) / Z95;
        sum.now += Double.isNaN(row.nowBytes()) ? 0 : row.nowBytes();
        sum.mean += mean;
        sum.spread += deviation;
        sum.variance += deviation * deviation;
    }

    /** The worst first. @param known what a running Headroom said of nodes; its figures are of all pods there */
    List<NodeRow> rows(List<NodeRow> known) {
        Map<String, NodeRow> rows = new HashMap<>();
        sums.forEach((name, sum) -> {
            if (!name.isEmpty()) {
                rows.put(name, row(name, sum));
            }
        });
        for (NodeRow said : known) {
            NodeRow own = rows.get(said.name());
            rows.put(said.name(), own == null ? said : joined(own, said));
        }
        List<NodeRow> sorted = new ArrayList<>(rows.values());
        sorted.sort(NodeRow.BY_RISK);
        return sorted;
    }

    private static NodeRow row(String name, Sum sum) {
        double deviation = Math.sqrt((1 - CORRELATION) * sum.variance + CORRELATION * sum.spread * sum.spread);
        double p95 = sum.containers == sum.unknown ? Double.NaN : sum.mean + Z95 * deviation;
        return NodeRow.of(name, sum.containers, sum.unknown, sum.now, p95, sum.requests, Double.NaN);
    }

    /** The running Headroom sees all pods of a node, a source maybe some of them: the larger forecast counts. */
    private static NodeRow joined(NodeRow own, NodeRow said) {
        return NodeRow.of(
                own.name(),
                Math.max(own.containers(), said.containers()),
                Math.min(own.unknown(), said.unknown()),
                Facts.larger(own.nowBytes(), said.nowBytes()),
                Facts.larger(own.p95Bytes(), said.p95Bytes()),
                own.requestBytes(),
                said.allocatableBytes());
    }
}
