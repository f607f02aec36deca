package dev.headroom.extender.wake;

import dev.headroom.api.PodInfo;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pods that only Headroom refuses, in the order in which they are looked at, and the touches of those that it no
 * longer refuses. Time is an argument. Not thread-safe.
 *
 * <p>Memory is bounded: at most {@value #MOST} pods are refused, with one bit for each node that was asked about, and
 * at most {@value #MOST} others are remembered.
 */
final class RefusedPods {

    static final int MOST = 10_000;

    /**
     * After 5 minutes kube-scheduler tries every pod again, which it looks for every 30 s. A pod that it did not ask
     * about for longer is refused by somebody else now, or by nobody.
     */
    static final long FORGET_NANOS = 360_000_000_000L;

    private final LinkedHashMap<String, RefusedPod> refused = new LinkedHashMap<>();
    private final LinkedHashMap<String, RefusedPod> others = new LinkedHashMap<>();
    private final int mostTouches;
    private long dropped;

    /** @param mostTouches of a pod, whatever becomes of it between them */
    RefusedPods(int mostTouches) {
        this.mostTouches = mostTouches;
    }

    void refused(PodInfo pod, BitSet asked, long nowNanos) {
        RefusedPod known = refused.get(pod.uid());
        if (known == null) {
            known = others.remove(pod.uid());
        }
        if (known == null) {
            known = new RefusedPod(pod, asked, nowNanos);
        } else {
            known.refused(pod, asked, nowNanos);
        }
        if (refused.put(pod.uid(), known) == null && refused.size() > MOST) {
            refused.pollFirstEntry();
            dropped++;
        }
    }

    /** It is refused no longer, but may be again. */
    void passed(String uid) {
        RefusedPod pod = refused.remove(uid);
        if (pod != null) {
            remember(pod);
        }
    }

    /** It will never be asked about again. */
    void settled(String uid) {
        if (refused.remove(uid) == null) {
            others.remove(uid);
        }
    }

    /** Lets go of pods that kube-scheduler does not ask about any more. */
    void tidy(long nowNanos) {
        refused.values().removeIf(pod -> {
            boolean quiet = nowNanos - pod.refusedNanos() > FORGET_NANOS;
            if (quiet) {
                remember(pod);
            }
            return quiet;
        });
    }

    /** The pods that may be touched now, longest not looked at first. */
    List<RefusedPod> due(long nowNanos) {
        List<RefusedPod> due = new ArrayList<>();
        for (RefusedPod pod : refused.values()) {
            if (pod.isDue(nowNanos, mostTouches)) {
                due.add(pod);
            }
        }
        return due;
    }

    /** It was looked at: the others come first next time. */
    void lookedAt(RefusedPod pod) {
        refused.putLast(pod.uid(), pod);
    }

    /** How many pods are refused. */
    int size() {
        return refused.size();
    }

    /** How many were let go because there were too many, since the last call. */
    long takeDropped() {
        long taken = dropped;
        dropped = 0;
        return taken;
    }

    /** Null if nothing is known of it. */
    @Nullable
    RefusedPod find(String uid) {
        RefusedPod pod = refused.get(uid);
        return pod == null ? others.get(uid) : pod;
    }

    /** A pod that was never touched has nothing to be remembered. */
    private void remember(RefusedPod pod) {
        if (pod.touches() == 0) {
            return;
        }
        pod.passed();
        others.put(pod.uid(), pod);
        if (others.size() > MOST) {
            others.pollFirstEntry();
        }
    }
}
