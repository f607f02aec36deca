package dev.headroom.extender.wake;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.decisions.RefusalPolicy;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.runtime.FilterOutcome;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.Profile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes the filter verb would pass for a pod, as far as Headroom is concerned. Charges of unresolved pods, which
 * belong to the thread that answers verbs, are left out: they end within seconds. Used by one thread.
 */
public final class Room {

    private final Function<String, @Nullable Profile> profiles;
    private final Function<Profile, Mode> modes;
    private @Nullable ClusterView view;
    private List<NodeInfo> nodes = List.of();

    /**
     * @param profiles the profile that serves a scheduler's pods, made for this thread; null if there is none
     * @param modes the mode in force
     */
    public Room(Function<String, @Nullable Profile> profiles, Function<Profile, Mode> modes) {
        this.profiles = profiles;
        this.modes = modes;
    }

    /** The slots of the nodes that would pass. What may not be refused at all has room everywhere. */
    BitSet of(PodInfo pod, ClusterView now) {
        see(now);
        PodInfo expected = pod.withForecast(now.forecast(pod));
        Profile profile = profiles.apply(pod.schedulerName());
        boolean refuses = profile != null && modes.apply(profile) == Mode.ENFORCE && RefusalPolicy.mayRefuse(expected);
        FilterOutcome outcome = profile == null || !refuses ? null : profile.filter(expected, nodes);
        BitSet room = new BitSet(now.slots());
        for (int i = 0; i < nodes.size(); i++) {
            if (outcome == null || outcome.fits(i)) {
                room.set(nodes.get(i).slot());
            }
        }
        return room;
    }

    private void see(ClusterView now) {
        if (now == view) {
            return;
        }
        view = now;
        List<NodeInfo> found = new ArrayList<>(now.slots());
        for (int slot = 0; slot < now.slots(); slot++) {
            NodeInfo node = now.node(slot);
            if (node != null) {
                found.add(node);
            }
        }
        nodes = found;
    }
}
