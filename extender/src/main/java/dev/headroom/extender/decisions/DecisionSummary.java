package dev.headroom.extender.decisions;

import dev.headroom.runtime.Mode;
import org.jspecify.annotations.Nullable;

/**
 * One row of the list of last decisions.
 *
 * @param sequence grows with every change of any row; a reader asks for rows above the last one it saw
 * @param score of the chosen node, 0 to 100; null while the node is not known, or if no score was asked for
 * @param rank of the chosen node by our score, 1 for the best; null as above
 * @param asked how often kube-scheduler asked for this pod
 */
public record DecisionSummary(
        long sequence,
        String uid,
        String pod,
        String workload,
        Outcome outcome,
        @Nullable String node,
        @Nullable Double score,
        @Nullable Integer rank,
        Explanation.Forecast forecast,
        Mode mode,
        long decidedAtMillis,
        int asked,
        int considered,
        int refused) {

    static DecisionSummary of(long sequence, Explanation explanation) {
        NodeFacts chosen =
                explanation.chosenNode() == null ? null : explanation.subject().orElse(null);
        return new DecisionSummary(
                sequence,
                explanation.pod().uid(),
                explanation.pod().displayName(),
                explanation.pod().workload(),
                explanation.outcome(),
                explanation.chosenNode(),
                chosen == null ? null : chosen.score(),
                chosen == null ? null : chosen.rank(),
                explanation.forecast(),
                explanation.mode(),
                explanation.decidedAtMillis(),
                explanation.asked(),
                explanation.counts().considered(),
                explanation.counts().refused());
    }

    /** Of a pod whose fate is not known yet; costs nothing but the row. */
    static DecisionSummary pending(long sequence, Attempt attempt) {
        var pod = attempt.pod();
        var filtered = attempt.filtered();
        var prioritized = attempt.prioritized();
        int scored = prioritized == null ? 0 : prioritized.nodes().size();
        int considered = filtered == null ? scored : filtered.nodes().size();
        return new DecisionSummary(
                sequence,
                pod.uid(),
                pod.displayName(),
                pod.workload(),
                Outcome.PENDING,
                null,
                null,
                null,
                DecisionExplainer.forecast(attempt),
                attempt.mode(),
                attempt.atMillis(),
                attempt.asked(),
                considered,
                filtered == null ? 0 : Candidates.enforced(filtered));
    }
}
