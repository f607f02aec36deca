package dev.headroom.extender.verbs;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Verdict;
import dev.headroom.runtime.FilterOutcome;
import dev.headroom.runtime.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of each different node of one filter request. Serves one request after the other; not thread-safe. */
final class Fates {

    private static final boolean[] NONE_HELPED = new boolean[0];

    private final RequestedNodes nodes;
    private Fate[] fates = new Fate[0];

    Fates(RequestedNodes nodes) {
        this.nodes = nodes;
    }

    Fate of(int k) {
        return fates[k];
    }

    /** Everything passes. */
    void passAll() {
        makeRoom();
        for (int k = 0; k < nodes.size(); k++) {
            fates[k] = nodes.isKnown(k) ? Fate.FITS : Fate.UNKNOWN;
        }
    }

    /**
     * What plugins refuse does not pass. Where preemption would help the pod a node passes if none fits; beside one
     * that fits it is left out, because kube-scheduler could take it as it is.
     *
     * @param helped of {@link #helped}
     */
    void follow(FilterOutcome outcome, boolean[] helped) {
        makeRoom();
        Fate ofHelped = outcome.fitting() == 0 ? Fate.HELPED_BY_PREEMPTION : Fate.LEFT_OUT;
        for (int k = 0; k < nodes.size(); k++) {
            int position = nodes.position(k);
            if (!nodes.isKnown(k)) {
                fates[k] = Fate.UNKNOWN;
            } else if (outcome.fits(position)) {
                fates[k] = Fate.FITS;
            } else {
                fates[k] = position < helped.length && helped[position] ? ofHelped : Fate.REFUSED;
            }
        }
    }

    /** At i whether preemption would help the pod on known node i, which is refused; empty if on none. */
    boolean[] helped(FilterOutcome outcome, PodInfo pod, boolean preempts) {
        boolean[] helped = NONE_HELPED;
        int known = nodes.known().size();
        for (int i = 0; preempts && outcome.fitting() < known && i < known; i++) {
            if (isHelped(nodes.known().get(i), outcome.rejections()[i], pod)) {
                helped = helped.length == 0 ? new boolean[known] : helped;
                helped[i] = true;
            }
        }
        return helped;
    }

    /**
     * Leaves out all but the best few: those that fit, best score first; then nodes that the state does not know,
     * because room on them is only hoped for; then nodes that preemption would help. Among equals the first stay.
     */
    void shorten(Profile profile, PodInfo pod, int most) {
        int room = keep(Fate.FITS, best(profile, pod, most), most);
        room = keep(Fate.UNKNOWN, null, room);
        keep(Fate.HELPED_BY_PREEMPTION, null, room);
    }

    int count(Fate fate) {
        int count = 0;
        for (int k = 0; k < nodes.size(); k++) {
            count += fates[k] == fate ? 1 : 0;
        }
        return count;
    }

    /** How many nodes pass. */
    int passing() {
        int count = 0;
        for (int k = 0; k < nodes.size(); k++) {
            count += fates[k].passes() ? 1 : 0;
        }
        return count;
    }

    /** The nodes that pass and that the state knows, in the order of the request. */
    List<NodeInfo> passingKnown() {
        List<NodeInfo> passing = new ArrayList<>();
        for (int k = 0; k < nodes.size(); k++) {
            if (fates[k].passes() && nodes.isKnown(k)) {
                passing.add(nodes.known().get(nodes.position(k)));
            }
        }
        return passing;
    }

    private static boolean isHelped(NodeInfo node, Verdict.@Nullable Rejected rejection, PodInfo pod) {
        if (rejection == null || !rejection.removalHelps()) {
            return false;
        }
        var lower = node.tiers().below(pod.priority());
        return lower.known() + lower.unknown() > 0;
    }

    /** Which of the fitting nodes, in their order, are the best; null for all, if there are no more than that. */
    private boolean @Nullable [] best(Profile profile, PodInfo pod, int most) {
        if (count(Fate.FITS) <= most) {
            return null;
        }
        List<NodeInfo> fitting = new ArrayList<>(nodes.size());
        for (int k = 0; k < nodes.size(); k++) {
            if (fates[k] == Fate.FITS) {
                fitting.add(nodes.known().get(nodes.position(k)));
            }
        }
        boolean[] best = new boolean[fitting.size()];
        for (int position : BestFew.of(profile.score(pod, fitting), most)) {
            best[position] = true;
        }
        return best;
    }

    /** Leaves out nodes of this fate that are not chosen or for which there is no room; returns the room left. */
    private int keep(Fate fate, boolean @Nullable [] chosen, int room) {
        int left = room;
        int nth = 0;
        for (int k = 0; k < nodes.size(); k++) {
            if (fates[k] != fate) {
                continue;
            }
            boolean stays = left > 0 && (chosen == null || chosen[nth]);
            fates[k] = stays ? fate : Fate.LEFT_OUT;
            left -= stays ? 1 : 0;
            nth++;
        }
        return left;
    }

    private void makeRoom() {
        if (fates.length < nodes.size()) {
            fates = new Fate[nodes.size()];
            Arrays.fill(fates, Fate.UNKNOWN);
        }
    }
}
