package dev.headroom.extender.decisions;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes of one attempt, filter and prioritize put together, in the order in which a reader wants them. */
final class Candidates {

    private final List<Candidate> asked = new ArrayList<>();
    private final List<Candidate> ordered;

    Candidates(Attempt attempt) {
        Decision.Filtered filtered = attempt.filtered();
        if (filtered != null) {
            for (int i = 0; i < filtered.nodes().size(); i++) {
                Candidate candidate = add(filtered.nodes().get(i));
                candidate.rejection = filtered.rejections()[i];
                candidate.helped = filtered.helps(i);
                candidate.enforced = filtered.refused(i);
            }
        }
        Decision.Prioritized prioritized = attempt.prioritized();
        if (prioritized != null) {
            int at = 0;
            for (int i = 0; i < prioritized.nodes().size(); i++) {
                NodeInfo node = prioritized.nodes().get(i);
                at = find(node.name(), at);
                Candidate candidate = at < 0 ? add(node) : asked.get(at);
                candidate.node = node;
                candidate.total = prioritized.totals()[i];
                candidate.sent = prioritized.sent()[i];
                candidate.enforced = false;
                at++;
            }
        }
        ordered = new ArrayList<>(asked);
        ordered.sort(Candidates::bestFirst);
    }

    private Candidate add(NodeInfo node) {
        Candidate candidate = new Candidate(node, asked.size());
        asked.add(candidate);
        return candidate;
    }

    /** kube-scheduler asks prioritize in the order of filter's answer, so the next name is where the last one ended. */
    private int find(String name, int start) {
        for (int step = 0; step < asked.size(); step++) {
            int at = (start + step) % asked.size();
            if (asked.get(at).node.name().equals(name)) {
                return at;
            }
        }
        return -1;
    }

    /**
     * Scored ones first, best first; then those that passed without a score; refused ones last. Written out, because it
     * runs for every decision over hundreds of nodes, and a chain of comparators was most of what explaining costs.
     */
    private static int bestFirst(Candidate a, Candidate b) {
        if (a.enforced != b.enforced) {
            return a.enforced ? 1 : -1;
        }
        if (a.isScored() != b.isScored()) {
            return a.isScored() ? -1 : 1;
        }
        if (a.isScored() && a.total != b.total) {
            return Double.compare(b.total, a.total);
        }
        return Boolean.compare(a.rejection != null, b.rejection != null);
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

    /** In the order of the request, as the plugins saw them. */
    List<Candidate> asked() {
        return asked;
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
