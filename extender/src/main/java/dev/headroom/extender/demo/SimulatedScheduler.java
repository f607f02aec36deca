package dev.headroom.extender.demo;

import dev.headroom.extender.demo.Outcome.Ranked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Places one pod as kube-scheduler does: in-tree filter on enough nodes, the extender's filter, in-tree scores, the
 * extender's scores, the best node or one of the best by chance. The extender counts as {@code ignorable}: if it
 * fails, placing goes on without it. Used by one thread.
 */
final class SimulatedScheduler {

    /** The weight of the first-class install. */
    static final int EXTENDER_WEIGHT = 3;

    /** kube-scheduler's MaxNodeScore over its MaxExtenderPriority. */
    private static final int EXTENDER_SCALE = 10;

    private static final String DOES_NOT_FIT = "Insufficient cpu or memory by requests";

    private final Map<String, SimulatedNode> byName = new HashMap<>();
    private final List<SimulatedNode> nodes;
    private final Extender extender;
    private final SplittableRandom ties;
    private int nextStart;
    private long extenderErrors;
    private String lastExtenderError = "";

    SimulatedScheduler(List<SimulatedNode> nodes, Extender extender, SplittableRandom ties) {
        this.nodes = nodes;
        this.extender = extender;
        this.ties = ties;
        nodes.forEach(node -> byName.put(node.name(), node));
    }

    /** Decides and binds nothing. */
    Outcome place(SimulatedPod pod) {
        List<String> candidates = candidates(pod);
        if (candidates.isEmpty()) {
            return new Outcome.Refused(pod, DOES_NOT_FIT, false);
        }
        Extender.Filtered filtered = filtered(pod, candidates);
        if (filtered.nodes().isEmpty()) {
            String reason =
                    filtered.refusals().values().stream().min(String::compareTo).orElse("no reason given");
            return new Outcome.Refused(pod, reason, true);
        }
        // Like kube-scheduler, which does not ask for scores where there is no choice.
        Map<String, Long> scores = filtered.nodes().size() == 1 ? Map.of() : scores(pod, filtered.nodes());
        List<Ranked> ranked = new ArrayList<>();
        for (String name : filtered.nodes()) {
            long own = scores.getOrDefault(name, 0L);
            long inTree = InTreeScores.score(pod, node(name));
            ranked.add(new Ranked(name, own, inTree, inTree + own * EXTENDER_WEIGHT * EXTENDER_SCALE));
        }
        ranked.sort(Comparator.comparingLong(Ranked::total).reversed().thenComparing(Ranked::node));
        long best = ranked.getFirst().total();
        int alike = (int) ranked.stream().filter(r -> r.total() == best).count();
        Ranked chosen = ranked.remove(ties.nextInt(alike));
        return new Outcome.Placed(pod, node(chosen.node()), chosen, ranked.isEmpty() ? null : ranked.getFirst());
    }

    /** How many calls of the extender failed. */
    long extenderErrors() {
        return extenderErrors;
    }

    /** What was wrong with the last call that failed; empty if none has. */
    String lastExtenderError() {
        return lastExtenderError;
    }

    /** kube-scheduler's numFeasibleNodesToFind with {@code percentageOfNodesToScore} unset. */
    static int enough(int nodes) {
        if (nodes < 100) {
            return nodes;
        }
        int percent = Math.max(5, 50 - nodes / 125);
        return Math.max(100, nodes * percent / 100);
    }

    private List<String> candidates(SimulatedPod pod) {
        int enough = enough(nodes.size());
        List<String> fitting = new ArrayList<>(enough);
        int looked = 0;
        for (; looked < nodes.size() && fitting.size() < enough; looked++) {
            SimulatedNode node = nodes.get((nextStart + looked) % nodes.size());
            if (InTreeScores.fits(pod, node)) {
                fitting.add(node.name());
            }
        }
        nextStart = (nextStart + looked) % nodes.size();
        return fitting;
    }

    private Extender.Filtered filtered(SimulatedPod pod, List<String> candidates) {
        try {
            return extender.filter(pod, candidates);
        } catch (IOException e) {
            failed(e);
            return new Extender.Filtered(candidates, Map.of());
        }
    }

    private Map<String, Long> scores(SimulatedPod pod, List<String> left) {
        try {
            return extender.prioritize(pod, left);
        } catch (IOException e) {
            failed(e);
            return Map.of();
        }
    }

    private void failed(IOException e) {
        extenderErrors++;
        lastExtenderError = String.valueOf(e.getMessage());
    }

    private SimulatedNode node(String name) {
        SimulatedNode node = byName.get(name);
        if (node == null) {
            throw new IllegalStateException("The simulation has no node " + name);
        }
        return node;
    }
}
