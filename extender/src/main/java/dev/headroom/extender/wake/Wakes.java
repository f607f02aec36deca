package dev.headroom.extender.wake;

import dev.headroom.api.PodInfo;
import dev.headroom.extender.state.ClusterView;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for refused pods that have room by now, and has them tried again. One look costs a bounded number of verdicts:
 * pods of one kind share theirs, and kinds that find no time are looked at first next time. Time is an argument. Used
 * by one thread.
 */
final class Wakes {

    /** Verdicts of one look, some 40 ns each. */
    static final int VERDICTS = 200_000;

    /** How long nothing is touched after Headroom was told that it may not. */
    static final long FORBIDDEN_NANOS = 60_000_000_000L;

    /** How long nothing is touched after a touch failed. */
    static final long FAILED_NANOS = 10_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Wakes.class);

    private final RefusedPods pods;
    private final Room room;
    private final Pace pace;
    private final @Nullable Touch touch;
    private final WakeMeters meters;
    private long pausedUntilNanos;
    private boolean forbidden;

    /** @param touch null if pods are only counted */
    Wakes(RefusedPods pods, Room room, Pace pace, @Nullable Touch touch, WakeMeters meters, long nowNanos) {
        this.pods = pods;
        this.room = room;
        this.pace = pace;
        this.touch = touch;
        this.meters = meters;
        this.pausedUntilNanos = nowNanos;
    }

    void notice(Notice notice, long nowNanos) {
        switch (notice) {
            case Notice.Refused refused -> pods.refused(refused.pod(), refused.asked(), nowNanos);
            case Notice.Passed passed -> pods.passed(passed.uid());
            case Notice.Settled settled -> pods.settled(settled.uid());
        }
    }

    /** Touches the pods that are due and have room, at the pace that is allowed. */
    void look(ClusterView view, long nowNanos, long nowMillis) {
        pods.tidy(nowNanos);
        meters.refused(pods.size());
        meters.droppedPods.increment(pods.takeDropped());
        if (touch == null || !view.synced() || nowNanos - pausedUntilNanos < 0) {
            return;
        }
        Map<PodInfo, BitSet> roomByKind = new HashMap<>();
        int verdicts = 0;
        for (RefusedPod pod : pods.due(nowNanos)) {
            PodInfo kind = pod.kind();
            BitSet of = roomByKind.get(kind);
            if (of == null) {
                if (verdicts > 0 && verdicts + view.slots() > VERDICTS) {
                    continue;
                }
                verdicts += view.slots();
                of = room.of(kind, view);
                roomByKind.put(kind, of);
            }
            Touch.Reason reason = pod.reason(of);
            if (reason != null && !pace.take(nowNanos)) {
                return;
            }
            pods.lookedAt(pod);
            if (reason != null && !touch(touch, pod, reason, nowNanos, nowMillis)) {
                return;
            }
        }
    }

    /** @return whether another pod may be touched in this look */
    private boolean touch(Touch by, RefusedPod pod, Touch.Reason reason, long nowNanos, long nowMillis) {
        Touch.Result result = by.touch(pod.retry(reason, nowMillis));
        meters.touched(result);
        switch (result) {
            case DONE -> {
                LOG.debug("{} is to be tried again: {}", pod.uid(), reason);
                forbidden = false;
                pod.touched(nowNanos, nowMillis);
            }
            case GONE -> pods.settled(pod.uid());
            case FAILED -> {
                // It may have arrived, so it counts; an outage must not use up the touches of every pod.
                pod.touched(nowNanos, nowMillis);
                pausedUntilNanos = nowNanos + FAILED_NANOS;
            }
            case FORBIDDEN -> {
                pausedUntilNanos = nowNanos + FORBIDDEN_NANOS;
                sayForbidden();
            }
        }
        return result == Touch.Result.DONE || result == Touch.Result.GONE;
    }

    private void sayForbidden() {
        if (!forbidden) {
            forbidden = true;
            LOG.warn("Headroom may not patch pods/status, so a pod that only Headroom refuses waits for an event of the"
                    + " cluster, or for up to 5.5 minutes, although a node has room by now. Maybe bind the ClusterRole"
                    + " headroom:wake of deploy/rbac.yaml, or set wake.enabled: false. Tried again once a minute.");
        }
    }
}
