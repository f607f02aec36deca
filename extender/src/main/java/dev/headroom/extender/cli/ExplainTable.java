package dev.headroom.extender.cli;

import dev.headroom.extender.decisions.Amounts;
import dev.headroom.extender.decisions.Comparison;
import dev.headroom.extender.decisions.Comparison.PluginDifference;
import dev.headroom.extender.decisions.Comparison.QuantityDifference;
import dev.headroom.extender.decisions.ExplainAnswer;
import dev.headroom.extender.decisions.Explanation;
import dev.headroom.extender.decisions.NodeFacts;
import dev.headroom.extender.decisions.NodeFacts.PluginFacts;
import dev.headroom.extender.decisions.SchedulerShare;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An explanation as text for a terminal. */
final class ExplainTable {

    private static final String NONE = "-";

    private final StringBuilder out = new StringBuilder();

    private ExplainTable() {}

    static String of(ExplainAnswer answer) {
        ExplainTable table = new ExplainTable();
        table.head(answer);
        table.nodes(answer.explanation());
        if (answer.comparison() != null) {
            table.comparison(answer.comparison());
        }
        answer.explanation().notes().forEach(note -> table.line("Note: " + note));
        return PlainText.of(table.out.toString());
    }

    private void head(ExplainAnswer answer) {
        Explanation explanation = answer.explanation();
        line(answer.whyHere());
        if (answer.whyNot() != null) {
            line(answer.whyNot());
        }
        line("");
        line("decided   " + Instant.ofEpochMilli(explanation.decidedAtMillis()).truncatedTo(ChronoUnit.SECONDS)
                + " by profile " + explanation.profile() + " in mode " + lower(explanation.mode()) + ", asked "
                + explanation.asked() + (explanation.asked() == 1 ? " time" : " times"));
        Explanation.Forecast forecast = explanation.forecast();
        line("forecast  " + Amounts.bytes(forecast.meanBytes()) + " ± " + Amounts.bytes(forecast.spreadBytes())
                + " for the pod, source " + lower(forecast.source()) + ", confidence "
                + Amounts.plain(forecast.confidence() * 100) + " %"
                + (forecast.ageMillis() == null ? "" : ", " + Amounts.age(forecast.ageMillis()) + " old"));
        SchedulerShare share = explanation.schedulerShare();
        // From the whole numbers: the share itself comes rounded, and rounding twice says 17.7 where it is 17.647.
        double percent = 100.0 * share.ours() / Math.max(1, share.ours() + share.inTree());
        line("weight    " + share.extenderWeight() + ": at most " + Amounts.plain(percent)
                + " % of kube-scheduler's total " + SchedulerShare.BASIS);
    }

    private void nodes(Explanation explanation) {
        List<String> plugins = explanation.nodes().stream()
                .flatMap(node -> node.plugins().stream())
                .filter(plugin -> plugin.weight() > 0 && plugin.points() != null)
                .map(PluginFacts::plugin)
                .distinct()
                .toList();
        List<String> headings = new ArrayList<>(List.of("NODE", "VERDICT", "RANK", "SCORE", "SENT"));
        headings.addAll(plugins);
        TextTable table = new TextTable(2, headings);
        for (NodeFacts node : explanation.nodes()) {
            List<String> cells = new ArrayList<>(List.of(
                    node.name() + (node.name().equals(explanation.chosenNode()) ? " *" : ""),
                    verdict(node.refusal()),
                    number(node.rank()),
                    number(node.score()),
                    number(node.sent())));
            plugins.forEach(plugin -> cells.add(points(node, plugin)));
            table.row(cells);
        }
        line("");
        out.append(table.text());
        line((explanation.chosenNode() == null ? "" : "* chosen. ")
                + "SCORE 0 to 100 is the sum of the plugins' points; SENT 0 to 10 went to kube-scheduler."
                + (explanation.others().isEmpty()
                        ? ""
                        : " Other nodes asked about: " + explanation.others().size() + "."));
    }

    private static String verdict(NodeFacts.@Nullable Refusal refusal) {
        if (refusal == null) {
            return "fits";
        }
        return (refusal.enforced() ? "refused: " : "would be refused: ") + refusal.reason();
    }

    private static String points(NodeFacts node, String name) {
        return node.plugins().stream()
                .filter(plugin -> plugin.plugin().equals(name))
                .findFirst()
                .map(plugin -> number(plugin.points()))
                .orElse(NONE);
    }

    private void comparison(Comparison comparison) {
        TextTable table =
                new TextTable(2, List.of("PLUGIN", "NUMBER", comparison.subject(), comparison.against(), "DIFFERENCE"));
        // Plugins that looked at the same numbers share their rows.
        Map<List<QuantityDifference>, String> plugins = new LinkedHashMap<>();
        for (PluginDifference plugin : comparison.plugins()) {
            plugins.merge(plugin.quantities(), plugin.plugin(), (one, other) -> one + ", " + other);
        }
        plugins.forEach((quantities, names) -> {
            for (QuantityDifference quantity : quantities) {
                table.row(List.of(
                        names,
                        quantity.name(),
                        Amounts.of(quantity.subject(), quantity.unit()),
                        Amounts.of(quantity.against(), quantity.unit()),
                        Amounts.signed(quantity.difference(), quantity.unit())));
            }
        });
        line("");
        out.append(table.text());
    }

    private static String number(@Nullable Number number) {
        return number == null ? NONE : Amounts.plain(number.doubleValue());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
