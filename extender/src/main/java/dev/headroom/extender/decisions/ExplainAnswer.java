package dev.headroom.extender.decisions;

import org.jspecify.annotations.Nullable;

/**
 * What {@code /explain} answers and {@code headroom explain} reads.
 *
 * @param whyHere one or two plain sentences on the chosen node
 * @param whyNot the same on the other node; null without a comparison
 * @param comparison null if there is no other node, or the named one was not asked about
 */
public record ExplainAnswer(
        Explanation explanation,
        String whyHere,
        @Nullable String whyNot,
        @Nullable Comparison comparison) {

    /** @param against null for the best node that was not chosen */
    static ExplainAnswer of(Explanation explanation, @Nullable String against) {
        String subject = explanation.chosenNode() != null
                ? explanation.chosenNode()
                : explanation.nodes().stream().findFirst().map(NodeFacts::name).orElse(null);
        String other = against == null && subject != null
                ? Comparison.runnerUp(explanation, subject).orElse(null)
                : against;
        Comparison comparison = subject == null || other == null || other.equals(subject)
                ? null
                : Comparison.of(explanation, subject, other).orElse(null);
        return new ExplainAnswer(
                explanation,
                WhyHere.sentence(explanation),
                comparison == null ? null : WhyNot.sentence(explanation, comparison),
                comparison);
    }
}
