package dev.headroom.extender.decisions;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The nodes of one attempt, filter and prioritize put together, in the order in which a reader wants them. */
final class Candidates {

    /** Scored ones first, best first; then those that passed without a score; refused ones last. */
    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing((Candidate c) -> c.enforced)
            .thenComparing(c -> Double.isNaN(c.total))
            .thenComparing(Comparator.comparingDouble((Candidate c) -> c.total).reversed())
            .thenComparing(c -> c.rejection != null);

    private final List<Candidate> ordered;

    Candidates(Attempt attempt) {
        Map<String, Candidate> byName = new LinkedHashMap<>();
        Decision.Filtered filtered = attempt.filtered();
        if (filtered != null) {
            for (int i = 0; i < filtered.nodes().size(); i++) {
                Candidate candidate = new Candidate(filtered.nodes().get(i), byName.size());
                candidate.rejection = filtered.rejections()[i];
                candidate.helped = filtered.helps(i);
                candidate.enforced = filtered.refused(i);
                byName.put(candidate.node.name(), candidate);
            }
        }
        Decision.Prioritized prioritized = attempt.prioritized();
        if (prioritized != null) {
            for (int i = 0; i < prioritized.nodes().size(); i++) {
                NodeInfo node = prioritized.nodes().get(i);
                Candidate candidate = byName.computeIfAbsent(node.name(), name -> new Candidate(node, byName.size()));
                candidate.node = node;
                candidate.total = prioritized.totals()[i];
                candidate.sent = prioritized.sent()[i];
                candidate.enforced = false;
            }
        }
        ordered = new ArrayList<>(byName.values());
        ordered.sort(BEST_FIRST);
    }

    /** How many nodes this answer really refused. */
    static int enforced(Decision.Filtered filtered) {
        int enforced = 0;
        for (int i = 0; i < filtered.nodes().size(); i++) {
            enforced += filtered.refused(i) ? 1 : 0;
        }
        return enforced;
    }

    List<Candidate> ordered() {
        return ordered;
    }

    /** 1 for the best score; null for a node that was not scored. Nodes with the same score share no rank. */
    @Nullable
    Integer rank(Candidate candidate) {
        return candidate.isScored() ? ordered.indexOf(candidate) + 1 : null;
    }

    /** The nodes to keep in full: the chosen one, the best, and the wanted ones if they are not among them. */
    List<Candidate> detailed(@Nullable String chosen, Collection<String> wanted) {
        List<Candidate> result = new ArrayList<>();
        ordered.stream()
                .filter(candidate -> candidate.node.name().equals(chosen))
                .forEach(result::add);
        ordered.stream()
                .filter(candidate -> !candidate.node.name().equals(chosen))
                .limit(Explanation.MAX_DETAILED)
                .forEach(result::add);
        ordered.stream()
                .filter(candidate -> wanted.contains(candidate.node.name()) && !result.contains(candidate))
                .forEach(result::add);
        return result;
    }

    Explanation.Counts counts(Attempt attempt) {
        Decision.Filtered filtered = attempt.filtered();
        Decision.Prioritized prioritized = attempt.prioritized();
        int refused = (int) ordered.stream().filter(c -> c.enforced).count();
        int objected = (int) ordered.stream().filter(c -> c.rejection != null).count();
        return new Explanation.Counts(
                ordered.size(),
                filtered == null ? null : filtered.answered(),
                refused,
                objected - refused,
                prioritized == null ? 0 : prioritized.nodes().size());
    }

    /** A node while an explanation is put together. */
    static final class Candidate {

        NodeInfo node;
        /** Position in the request; ranks of equal scores follow it. */
        final int position;

        Verdict.@Nullable Rejected rejection;
        boolean helped;
        boolean enforced;
        double total = Double.NaN;
        int sent = -1;

        Candidate(NodeInfo node, int position) {
            this.node = node;
            this.position = position;
        }

        boolean isScored() {
            return !Double.isNaN(total);
        }
    }
}
