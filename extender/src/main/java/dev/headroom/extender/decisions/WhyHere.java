package dev.headroom.extender.decisions;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.extender.decisions.NodeFacts.PluginFacts;
import dev.headroom.runtime.Mode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in plain sentences, from the numbers, why a pod is where it is. */
final class WhyHere {

    /** What our own memory plugins call the numbers that decide; of other plugins the first numbers are quoted. */
    private static final List<String> TELLING = List.of("headroom", "usable", "needed at quantile");

    private static final int QUOTED = 3;

    private WhyHere() {}

    static String sentence(Explanation explanation) {
        String pod = explanation.pod().displayName();
        return switch (explanation.outcome()) {
            case BOUND -> bound(explanation, pod);
            case PENDING -> pod + " was answered and is not seen on a node yet. " + best(explanation);
            case GONE -> pod + " was deleted before it was seen on a node. " + best(explanation);
            case UNRESOLVED -> pod + " was answered and then not seen on any node. " + best(explanation);
        };
    }

    private static String bound(Explanation explanation, String pod) {
        NodeFacts node = explanation.subject().orElse(null);
        if (node == null) {
            return pod + " runs on " + explanation.chosenNode() + ", whose numbers are not kept.";
        }
        if (node.score() == null || node.rank() == null) {
            return pod + " runs on " + node.name() + ". No score was asked for it" + refusals(explanation) + ".";
        }
        String place = node.rank() == 1 ? "the best of " : "rank " + node.rank() + " of ";
        return pod + " runs on " + node.name() + ": " + Amounts.plain(node.score()) + " of 100 points, " + place
                + explanation.counts().scored() + " scored nodes" + refusals(explanation) + "." + heaviest(node)
                + overruled(explanation, node);
    }

    private static String best(Explanation explanation) {
        NodeFacts node = explanation.nodes().stream().findFirst().orElse(null);
        if (node == null) {
            return "No node was asked about.";
        }
        if (node.score() == null) {
            return "Of " + explanation.counts().considered() + " nodes "
                    + explanation.counts().refused() + " were refused.";
        }
        return "Best of " + explanation.counts().scored() + " scored nodes is " + node.name() + " with "
                + Amounts.plain(node.score()) + " of 100 points" + refusals(explanation) + "." + heaviest(node);
    }

    private static String refusals(Explanation explanation) {
        var counts = explanation.counts();
        String refused = counts.refused() == 0
                ? ""
                : "; " + counts.refused() + " of " + counts.considered() + (counts.refused() == 1 ? " was" : " were")
                        + " refused";
        if (counts.wouldRefuse() == 0) {
            return refused;
        }
        return refused + "; " + counts.wouldRefuse()
                + (explanation.mode() == Mode.ENFORCE
                        ? " passed although only the removal of pods would make room"
                        : " would be refused in mode enforce");
    }

    private static String heaviest(NodeFacts node) {
        return node.plugins().stream()
                .filter(plugin -> plugin.points() != null)
                .max(Comparator.comparingDouble(plugin -> plugin.points() == null ? 0 : plugin.points()))
                .map(plugin -> " " + plugin.plugin() + " gives "
                        + Amounts.plain(plugin.points() == null ? 0 : plugin.points()) + " of them" + numbers(plugin)
                        + ".")
                .orElse("");
    }

    private static String overruled(Explanation explanation, NodeFacts node) {
        NodeFacts best = explanation.nodes().stream()
                .filter(other -> other.rank() != null && other.rank() == 1)
                .findFirst()
                .orElse(node);
        if (best.name().equals(node.name())
                || best.score() == null
                || node.score() == null
                || best.score() <= node.score()) {
            return "";
        }
        return " Headroom preferred " + best.name() + " (" + Amounts.plain(best.score())
                + "), but its score is at most " + share(explanation) + ".";
    }

    static String share(Explanation explanation) {
        SchedulerShare share = explanation.schedulerShare();
        return String.format(Locale.ROOT, "%.1f", share.share() * 100) + " % of kube-scheduler's total at weight "
                + share.extenderWeight() + " (" + SchedulerShare.BASIS + ")";
    }

    /** The numbers that decide, for example {@code : headroom 3.2 GiB, usable 13.6 GiB}; empty if there are none. */
    static String numbers(PluginFacts plugin) {
        List<Quantity> telling = plugin.quantities().stream()
                .filter(quantity -> TELLING.contains(quantity.name()))
                .sorted(Comparator.comparingInt(quantity -> TELLING.indexOf(quantity.name())))
                .toList();
        List<Quantity> quoted = telling.isEmpty() ? plugin.quantities() : telling;
        return quoted.isEmpty()
                ? ""
                : quoted.stream()
                        .limit(QUOTED)
                        .map(quantity -> quantity.name() + " " + Amounts.of(quantity))
                        .collect(Collectors.joining(", ", ": ", ""));
    }
}
