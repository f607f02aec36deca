package dev.headroom.extender.decisions;

import dev.headroom.api.ForecastSource;
import dev.headroom.runtime.Mode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader must know before believing the numbers, as whole sentences. */
final class Notes {

    /** Two decimal places are shown; a larger difference is one that a reader would see. */
    private static final double VISIBLE = 0.05;

    private Notes() {}

    static List<String> of(Attempt attempt, Candidates candidates, List<NodeFacts> nodes, @Nullable String chosen) {
        List<String> notes = new ArrayList<>();
        if (attempt.mode() == Mode.OBSERVE) {
            notes.add("Mode observe: kube-scheduler got a neutral answer, and what is shown is what Headroom would"
                    + " have said.");
        }
        if (attempt.pod().forecast().source() == ForecastSource.UNKNOWN) {
            notes.add("Nothing is known about the memory of this pod, so its forecast steered nothing.");
        }
        if (attempt.prioritized() == null && attempt.filtered() != null) {
            notes.add("kube-scheduler asked for no scores: at most one node was left after all filters.");
        }
        if (attempt.filtered() == null && attempt.prioritized() != null) {
            notes.add("The answer to filter is not known any more, so refused nodes are missing.");
        }
        if (attempt.profile() == null) {
            notes.add("Only a preemption was asked for; the answers before it are not known any more.");
        }
        boolean asked = chosen == null
                || candidates.ordered().stream().anyMatch(c -> c.node.name().equals(chosen));
        if (!asked) {
            notes.add("The pod runs on " + chosen + ", which was not among the nodes that Headroom was asked about.");
        }
        if (nodes.stream().anyMatch(Notes::differs)) {
            notes.add("Recomputed numbers do not add up to the score that was sent: a plugin was left out when this"
                    + " was decided.");
        }
        return notes;
    }

    private static boolean differs(NodeFacts node) {
        double points = 0;
        for (NodeFacts.PluginFacts plugin : node.plugins()) {
            points += plugin.points() == null ? 0 : plugin.points();
        }
        return node.score() != null && Math.abs(points - node.score()) > VISIBLE;
    }
}
