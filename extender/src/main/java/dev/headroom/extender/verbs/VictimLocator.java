package dev.headroom.extender.verbs;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.extender.verbs.PreemptionArgs.Candidate;
import dev.headroom.extender.verbs.PreemptionArgs.Victim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says where the victims of one request run. Looks at the candidate nodes only: a victim that is on none of them is
 * unknown, mostly one that kube-scheduler has assumed and the watch has not shown yet, and looking for it would be
 * looking at every pod of the cluster.
 */
final class VictimLocator {

    private record Place(NodeInfo node, PodInfo pod) {}

    private final ClusterView view;
    private final Set<String> wanted = new HashSet<>();
    private final Map<String, Place> places = new HashMap<>();

    VictimLocator(ClusterView view, List<Candidate> candidates) {
        this.view = view;
        for (Candidate candidate : candidates) {
            for (Victim victim : candidate.victims()) {
                wanted.add(victim.uid());
            }
        }
        for (Candidate candidate : candidates) {
            look(node(candidate));
        }
    }

    /** The candidate's node; null if the state does not know it. */
    @Nullable
    NodeInfo node(Candidate candidate) {
        int slot = view.slotOf(candidate.node());
        return slot < 0 ? null : view.node(slot);
    }

    /** Whether one of the candidate's victims runs on another candidate node. */
    boolean anyElsewhere(Candidate candidate) {
        for (Victim victim : candidate.victims()) {
            Place place = places.get(victim.uid());
            if (place != null && !place.node().name().equals(candidate.node())) {
                return true;
            }
        }
        return false;
    }

    /** Those of the candidate's victims that the state knows to run on its node, in the request's order. */
    List<PodInfo> running(Candidate candidate) {
        List<PodInfo> running = new ArrayList<>();
        for (Victim victim : candidate.victims()) {
            Place place = places.get(victim.uid());
            if (place != null && place.node().name().equals(candidate.node())) {
                running.add(place.pod());
            }
        }
        return running;
    }

    private void look(@Nullable NodeInfo node) {
        for (int i = 0; node != null && i < node.pods().size(); i++) {
            PodInfo pod = node.pods().get(i);
            if (wanted.contains(pod.uid())) {
                places.putIfAbsent(pod.uid(), new Place(node, pod));
            }
        }
    }
}
