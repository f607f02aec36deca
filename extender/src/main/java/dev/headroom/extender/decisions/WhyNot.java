package dev.headroom.extender.decisions;

import dev.headroom.api.Contribution.Unit;
import dev.headroom.extender.decisions.Comparison.PluginDifference;
import dev.headroom.extender.decisions.Comparison.QuantityDifference;
import dev.headroom.extender.decisions.NodeFacts.PluginFacts;
import java.util.Comparator;
import java.util.Optional;

/** Says in plain sentences, from the numbers, why a pod is not on another node. */
final class WhyNot {

    /** Differences below this are none to a reader of one decimal place. */
    private static final double VISIBLE = 0.05;

    private WhyNot() {}

    static String sentence(Explanation explanation, Comparison comparison) {
        String name = comparison.against();
        NodeFacts node = explanation.node(name).orElse(null);
        if (node == null) {
            return distant(explanation, comparison);
        }
        NodeFacts.Refusal refusal = node.refusal();
        if (refusal == null) {
            return scores(comparison, node);
        }
        String why = refuser(node) + refusal.text() + " (" + refusal.reason() + ")" + refuserNumbers(node) + ".";
        if (refusal.enforced()) {
            return name + " was refused. " + why;
        }
        String passed = refusal.removalHelps()
                ? " has room only if pods of lower priority go. "
                : RefusalPolicy.mayRefuse(explanation.forecast().source())
                        ? " would be refused in mode enforce. "
                        : " passes in every mode, because what is known of the pod is not enough to refuse it. ";
        return name + passed + why + (node.score() == null ? "" : " " + scores(comparison, node));
    }

    /** A node of which only score and reason are kept. */
    private static String distant(Explanation explanation, Comparison comparison) {
        String reason = explanation
                .other(comparison.against())
                .map(Explanation.OtherNode::reason)
                .orElse(null);
        String objection = reason == null ? "" : " A filter objected: " + reason + ".";
        String score = comparison.scoreDifference() == null
                ? comparison.against() + " has no score to compare."
                : comparison.against() + difference(comparison.scoreDifference()) + ".";
        return score + objection + " Its other numbers are not kept.";
    }

    private static String scores(Comparison comparison, NodeFacts node) {
        Double difference = comparison.scoreDifference();
        if (difference == null || node.score() == null) {
            return node.name() + " passed the filters and got no score: the answer was shortened to the best nodes,"
                    + " or no score was asked for.";
        }
        return node.name() + difference(difference) + " (" + Amounts.plain(node.score()) + " against "
                + Amounts.plain(node.score() + difference) + ")" + cause(comparison, difference) + "."
                + sent(comparison);
    }

    private static String difference(double difference) {
        if (Math.abs(difference) < VISIBLE) {
            return " has as many points";
        }
        return " has " + Amounts.plain(Math.abs(difference)) + " points " + (difference > 0 ? "fewer" : "more");
    }

    /** The plugin that pulls the most into the direction of the difference, and its number that differs the most. */
    private static String cause(Comparison comparison, double difference) {
        if (Math.abs(difference) < VISIBLE) {
            return "";
        }
        return comparison.plugins().stream()
                .filter(plugin -> pull(plugin, difference) > 0)
                .max(Comparator.comparingDouble(plugin -> pull(plugin, difference)))
                .map(plugin -> ", most of it from " + plugin.plugin() + quote(plugin))
                .orElse("");
    }

    private static double pull(PluginDifference plugin, double direction) {
        return plugin.pointsDifference() == null ? 0 : plugin.pointsDifference() * Math.signum(direction);
    }

    private static String quote(PluginDifference plugin) {
        Optional<QuantityDifference> headroom = quantity(plugin, "headroom");
        Optional<QuantityDifference> usable = quantity(plugin, "usable");
        if (headroom.isPresent() && usable.isPresent()) {
            // Nodes of different size compare by the share, so bytes alone could point the wrong way.
            return ": headroom "
                    + share(headroom.get().against(), usable.get().against()) + " there, "
                    + share(headroom.get().subject(), usable.get().subject()) + " here";
        }
        return plugin.quantities().stream()
                .filter(quantity -> quantity.difference() != 0)
                .max(Comparator.comparingDouble(WhyNot::relative))
                .map(quantity -> ": " + quantity.name() + " " + Amounts.of(quantity.against(), quantity.unit())
                        + " there, " + Amounts.of(quantity.subject(), quantity.unit()) + " here")
                .orElse("");
    }

    private static Optional<QuantityDifference> quantity(PluginDifference plugin, String name) {
        return plugin.quantities().stream()
                .filter(quantity -> quantity.name().equals(name))
                .findFirst();
    }

    private static String share(double headroom, double usable) {
        String percent = usable > 0 ? " (" + Amounts.of(100 * headroom / usable, Unit.PERCENT) + ")" : "";
        return Amounts.bytes(headroom) + " of " + Amounts.bytes(usable) + percent;
    }

    private static double relative(QuantityDifference quantity) {
        return Math.abs(quantity.difference()) / Math.max(Math.abs(quantity.subject()), Math.abs(quantity.against()));
    }

    private static String sent(Comparison comparison) {
        Integer sent = comparison.sentDifference();
        return sent != null && sent == 0
                ? " kube-scheduler was sent the same score, 0 to 10, for both, so this did not steer it."
                : "";
    }

    private static String refuser(NodeFacts node) {
        return node.plugins().stream()
                .filter(PluginFacts::refuses)
                .findFirst()
                .map(plugin -> plugin.plugin() + ": ")
                .orElse("");
    }

    private static String refuserNumbers(NodeFacts node) {
        return node.plugins().stream()
                .filter(PluginFacts::refuses)
                .findFirst()
                .map(WhyHere::numbers)
                .orElse("");
    }
}
