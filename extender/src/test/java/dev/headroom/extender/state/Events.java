package dev.headroom.extender.state;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PodMemorySpec;
import dev.headroom.api.Resources;
import dev.headroom.predict.GoSample;
import org.jspecify.annotations.Nullable;

/** Short names for the events of the tests. */
final class Events {

    static final long MIB = 1L << 20;

    private Events() {}

    static StateEvent node(String name) {
        return new StateEvent.NodeApplied(name, new Resources(4000, 8192 * MIB));
    }

    static PodInfo info(String uid, String workload, int priority, long requestMib) {
        return info(uid, workload, priority, requestMib, 0);
    }

    /** @param limitMib of all containers together; 0 for none */
    static PodInfo info(String uid, String workload, int priority, long requestMib, long limitMib) {
        return new PodInfo(
                uid,
                "ns",
                "pod-" + uid,
                "headroom",
                workload,
                priority,
                new Resources(100, requestMib * MIB),
                limitMib == 0 ? PodMemorySpec.NONE : new PodMemorySpec(limitMib * MIB, 0, 0, 0),
                MemoryForecast.UNKNOWN);
    }

    static StateEvent pod(String uid, @Nullable String node) {
        return pod(info(uid, "", 0, 100), node);
    }

    static StateEvent pod(PodInfo pod, @Nullable String node) {
        return new StateEvent.PodApplied(pod, node, false, MovableClock.START);
    }

    static StateEvent finished(String uid, @Nullable String node) {
        return new StateEvent.PodApplied(info(uid, "", 0, 100), node, true, MovableClock.START);
    }

    static StateEvent sampled(String uid, long goalMib, long atMillis) {
        return new StateEvent.Sampled(uid, sample(goalMib, atMillis));
    }

    /** A plain heap: live is half of the goal, mapped and resident are what the goal says. */
    static GoSample sample(long goalMib, long atMillis) {
        long goal = goalMib * MIB;
        return new GoSample(atMillis, goal, goal / 2, goal / 2, 10.0 * goal, 100, 100, 0, goal, 0, goal, 0);
    }
}
