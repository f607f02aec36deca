package dev.headroom.extender.decisions;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import dev.headroom.extender.decisions.NodeFacts.PluginFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes of one decision beside each other. All differences are subject − against.
 *
 * @param subject the chosen node, or the best one if none is chosen yet
 * @param scoreDifference −100 to 100; null if one of them has no score
 * @param sentDifference −10 to 10, what kube-scheduler saw of it; null if it was not told one of them
 * @param plugins empty if the numbers of one of the nodes are not kept
 */
public record Comparison(
        String subject,
        String against,
        @Nullable Double scoreDifference,
        @Nullable Integer sentDifference,
        List<PluginDifference> plugins) {

    public Comparison {
        plugins = List.copyOf(plugins);
    }

    /** @param pointsDifference difference in what the plugin adds to the nodes' scores; null without an opinion */
    public record PluginDifference(
            String plugin,
            double weight,
            @Nullable Double scoreDifference,
            @Nullable Double pointsDifference,
            List<QuantityDifference> quantities) {

        public PluginDifference {
            quantities = List.copyOf(quantities);
        }
    }

    public record QuantityDifference(String name, Unit unit, double subject, double against, double difference) {}

    /** @return empty if one of the nodes was not asked about */
    public static Optional<Comparison> of(Explanation explanation, String subject, String against) {
        return side(explanation, subject)
                .flatMap(left -> side(explanation, against).map(right -> of(left, right)));
    }

    /** The node with the best score that was not chosen. */
    static Optional<String> runnerUp(Explanation explanation, String subject) {
        return explanation.nodes().stream()
                .map(NodeFacts::name)
                .filter(name -> !name.equals(subject))
                .findFirst();
    }

    private static Optional<NodeFacts> side(Explanation explanation, String name) {
        return explanation
                .node(name)
                .or(() -> explanation
                        .other(name)
                        .map(other -> new NodeFacts(name, null, other.score(), null, null, List.of())));
    }

    private static Comparison of(NodeFacts left, NodeFacts right) {
        List<PluginDifference> plugins = new ArrayList<>();
        for (PluginFacts plugin : left.plugins()) {
            right.plugins().stream()
                    .filter(other -> other.plugin().equals(plugin.plugin()))
                    .findFirst()
                    .ifPresent(other -> plugins.add(new PluginDifference(
                            plugin.plugin(),
                            plugin.weight(),
                            minus(plugin.score(), other.score()),
                            minus(plugin.points(), other.points()),
                            quantities(plugin, other))));
        }
        return new Comparison(
                left.name(),
                right.name(),
                minus(left.score(), right.score()),
                left.sent() == null || right.sent() == null ? null : left.sent() - right.sent(),
                plugins);
    }

    private static List<QuantityDifference> quantities(PluginFacts left, PluginFacts right) {
        List<QuantityDifference> result = new ArrayList<>();
        for (Quantity quantity : left.quantities()) {
            right.quantities().stream()
                    .filter(other -> other.name().equals(quantity.name()) && other.unit() == quantity.unit())
                    .findFirst()
                    .ifPresent(other -> result.add(new QuantityDifference(
                            quantity.name(),
                            quantity.unit(),
                            quantity.value(),
                            other.value(),
                            quantity.value() - other.value())));
        }
        return result;
    }

    private static @Nullable Double minus(@Nullable Double left, @Nullable Double right) {
        return left == null || right == null ? null : left - right;
    }
}
