package dev.headroom.extender.decisions;

import dev.headroom.api.ForecastSource;
import dev.headroom.runtime.Mode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a pod is where it is. Immutable; what {@code /explain} answers and what the ring on disk keeps.
 *
 * @param profile the scheduler name of the profile that decided
 * @param mode in force at that moment
 * @param decidedAtMillis epoch milliseconds of the last answer
 * @param chosenNode where the pod was seen; null while that is not known
 * @param asked how often kube-scheduler asked for this pod
 * @param nodes in full: the chosen one first, then the best by score, then refused ones, {@value #MAX_DETAILED} beside
 *     the chosen one
 * @param others every other node that was asked about, by name
 * @param preemption null if kube-scheduler asked for none
 * @param notes whole sentences on what a reader of the numbers should know
 */
public record Explanation(
        Pod pod,
        Forecast forecast,
        String profile,
        Mode mode,
        long decidedAtMillis,
        Outcome outcome,
        @Nullable String chosenNode,
        int asked,
        Counts counts,
        SchedulerShare schedulerShare,
        List<NodeFacts> nodes,
        List<OtherNode> others,
        @Nullable Preemption preemption,
        List<String> notes) {

    /** How many nodes beside the chosen one are kept in full. */
    public static final int MAX_DETAILED = 10;

    public Explanation {
        nodes = List.copyOf(nodes);
        others = List.copyOf(others);
        notes = List.copyOf(notes);
    }

    /** @param workload empty for a pod without a controller */
    public record Pod(String uid, String namespace, String name, String workload, int priority) {

        public String displayName() {
            return namespace + "/" + name;
        }
    }

    /**
     * The pod's own forecast that was used.
     *
     * @param ageMillis of its newest measurement at the time of the decision; null if there was none
     */
    public record Forecast(
            long meanBytes,
            long spreadBytes,
            double confidence,
            @Nullable Long ageMillis,
            ForecastSource source) {}

    /**
     * @param considered nodes that kube-scheduler asked about and the state knew
     * @param answered how many the filter's answer kept; null if filter was not asked
     * @param refused taken out of the answer by a filter
     * @param wouldRefuse objected to and not refused: mode or forecast refuse nothing, or removing pods would help
     * @param scored nodes that were scored
     */
    public record Counts(int considered, @Nullable Integer answered, int refused, int wouldRefuse, int scored) {}

    /** @param reason code of the refusal; null if it fits */
    public record OtherNode(
            String name, @Nullable Double score, @Nullable String reason) {}

    /** @param kept which of the candidates the answer kept, the first {@value #MAX_DETAILED} */
    public record Preemption(long atMillis, int candidates, int keptCount, List<String> kept) {

        public Preemption {
            kept = List.copyOf(kept);
        }
    }

    /** A node that is kept in full. */
    public Optional<NodeFacts> node(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    /** A node of which only score and reason are kept. */
    public Optional<OtherNode> other(String name) {
        return others.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    /** The node that a reader asks about first: the chosen one, else the best one, else any. */
    public Optional<NodeFacts> subject() {
        return chosenNode == null ? nodes.stream().findFirst() : node(chosenNode);
    }

    /** The same decision, now that the pod's fate is known. The chosen node's numbers are kept only if they already were. */
    public Explanation resolved(Outcome newOutcome, @Nullable String node) {
        return new Explanation(
                pod,
                forecast,
                profile,
                mode,
                decidedAtMillis,
                newOutcome,
                node,
                asked,
                counts,
                schedulerShare,
                nodes,
                others,
                preemption,
                notes);
    }
}
