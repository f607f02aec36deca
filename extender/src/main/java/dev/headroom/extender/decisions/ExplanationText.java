package dev.headroom.extender.decisions;

import dev.headroom.api.Contribution.Unit;
import dev.headroom.api.ForecastSource;
import dev.headroom.extender.decisions.Comparison.PluginDifference;
import dev.headroom.extender.decisions.Comparison.QuantityDifference;
import dev.headroom.extender.decisions.NodeFacts.PluginFacts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An explanation for the terminal: what the page's panel says, in 80 columns where names allow. */
public final class ExplanationText {

    private final StringBuilder out = new StringBuilder();

    private ExplanationText() {}

    /** Several lines, the last one ended too. */
    public static String of(ExplainAnswer answer) {
        ExplanationText text = new ExplanationText();
        text.write(answer);
        return text.out.toString();
    }

    private void write(ExplainAnswer answer) {
        Explanation explanation = answer.explanation();
        line("%s", answer.whyHere());
        explanation.notes().forEach(note -> line("%s", note));
        line("");
        line("Forecast     %s", forecast(explanation.forecast()));
        line(
                "Decided      profile %s, mode %s, asked %d time(s)",
                explanation.profile(), lower(explanation.mode()), explanation.asked());
        line("Our share    at most %s", WhyHere.share(explanation));
        Comparison comparison = answer.comparison();
        if (answer.whyNot() != null) {
            line("");
            line("%s", answer.whyNot());
        }
        if (comparison != null) {
            comparison.plugins().forEach(plugin -> plugin(explanation, comparison, plugin));
        }
        ranking(explanation);
    }

    private static String forecast(Explanation.Forecast forecast) {
        if (forecast.source() == ForecastSource.UNKNOWN) {
            return "nothing is known";
        }
        return Amounts.bytes(forecast.meanBytes()) + " ± " + Amounts.bytes(forecast.spreadBytes()) + ", from "
                + lower(forecast.source()) + ", confidence " + Amounts.of(100 * forecast.confidence(), Unit.PERCENT)
                + (forecast.ageMillis() == null ? "" : ", " + Amounts.age(forecast.ageMillis()) + " old");
    }

    private void plugin(Explanation explanation, Comparison comparison, PluginDifference plugin) {
        line("");
        line("%-26s %15s %15s %15s", plugin.plugin(), comparison.subject(), comparison.against(), "difference");
        PluginFacts here = facts(explanation, comparison.subject(), plugin.plugin());
        PluginFacts there = facts(explanation, comparison.against(), plugin.plugin());
        if (here != null && there != null && plugin.pointsDifference() != null) {
            line(
                    "  %-24s %15s %15s %15s",
                    "score, weight " + Amounts.plain(plugin.weight()),
                    number(here.score()),
                    number(there.score()),
                    number(plugin.scoreDifference()));
        }
        for (QuantityDifference quantity : plugin.quantities()) {
            line(
                    "  %-24s %15s %15s %15s",
                    quantity.name(),
                    Amounts.of(quantity.subject(), quantity.unit()),
                    Amounts.of(quantity.against(), quantity.unit()),
                    quantity.difference() == 0 ? "=" : Amounts.signed(quantity.difference(), quantity.unit()));
        }
        if (here != null && here.confidence() != null) {
            line(
                    "  confidence %s%s",
                    Amounts.of(100 * here.confidence(), Unit.PERCENT),
                    here.ageMillis() == null ? "" : ", data " + Amounts.age(here.ageMillis()) + " old at the decision");
        }
    }

    private void ranking(Explanation explanation) {
        if (explanation.nodes().stream().noneMatch(node -> node.rank() != null)) {
            return;
        }
        line("");
        line("%5s  %-40s %8s  %s", "Rank", "Node", "Score", "Sent, 0 to 10");
        for (NodeFacts node : explanation.nodes()) {
            if (node.rank() != null) {
                line(
                        "%5d  %-40s %8s  %s%s",
                        node.rank(),
                        node.name(),
                        number(node.score()),
                        node.sent() == null ? "–" : node.sent(),
                        node.name().equals(explanation.chosenNode()) ? "  chosen" : "");
            }
        }
    }

    private static @Nullable PluginFacts facts(Explanation explanation, String node, String plugin) {
        return explanation.node(node).stream()
                .flatMap(facts -> facts.plugins().stream())
                .filter(facts -> facts.plugin().equals(plugin))
                .findFirst()
                .orElse(null);
    }

    private static String number(@Nullable Double value) {
        return value == null ? "–" : Amounts.plain(value);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
