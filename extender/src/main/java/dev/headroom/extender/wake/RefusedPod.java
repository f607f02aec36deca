package dev.headroom.extender.wake;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A pod that was refused on every node that kube-scheduler asked about, at least once. Not thread-safe. */
final class RefusedPod {

    /**
     * Rest after a refusal. kube-scheduler tries the pod once more by itself, because it writes the refusal into the
     * pod's status; and other pods' charges on the nodes mostly end within it.
     */
    static final long REST_NANOS = 1_000_000_000L;

    private PodInfo pod;
    private BitSet asked;
    private boolean askedAll;
    private int touches;
    private long firstTouchMillis;
    private long refusedNanos;
    private long notBeforeNanos;

    RefusedPod(PodInfo pod, BitSet asked, long nowNanos) {
        this.pod = pod;
        this.asked = (BitSet) asked.clone();
        this.refusedNanos = nowNanos;
        this.notBeforeNanos = nowNanos + REST_NANOS;
    }

    /** It was refused again. If kube-scheduler asked about no further node, it is taken to know of no other. */
    void refused(PodInfo now, BitSet named, long nowNanos) {
        int before = asked.cardinality();
        pod = now;
        asked.or(named);
        askedAll = asked.cardinality() == before;
        refusedNanos = nowNanos;
        if (nowNanos + REST_NANOS - notBeforeNanos > 0) {
            notBeforeNanos = nowNanos + REST_NANOS;
        }
    }

    /** It is refused no longer; only its touches are remembered. */
    void passed() {
        asked = new BitSet();
        askedAll = false;
    }

    /**
     * Why it should be tried again, if these nodes have room for it.
     *
     * @param room by slot
     */
    Touch.@Nullable Reason reason(BitSet room) {
        if (room.intersects(asked)) {
            return Touch.Reason.REFUSAL_LAPSED;
        }
        return askedAll || room.isEmpty() ? null : Touch.Reason.OUTSIDE_THE_SAMPLE;
    }

    boolean isDue(long nowNanos, int mostTouches) {
        return touches < mostTouches && nowNanos - notBeforeNanos >= 0;
    }

    /** After the n-th touch the pod is left alone for 2ⁿ s: 2, 4, 8, 16, 32. */
    void touched(long nowNanos, long nowMillis) {
        firstTouchMillis = touches == 0 ? nowMillis : firstTouchMillis;
        touches++;
        notBeforeNanos = nowNanos + (REST_NANOS << touches);
    }

    Touch.Retry retry(Touch.Reason reason, long nowMillis) {
        return new Touch.Retry(
                pod.namespace(), pod.name(), pod.uid(), reason, touches == 0 ? nowMillis : firstTouchMillis, nowMillis);
    }

    /** The pod without what tells it from its replicas: equal for pods that find room on the same nodes. */
    PodInfo kind() {
        return new PodInfo(
                "",
                pod.namespace(),
                "",
                pod.schedulerName(),
                pod.workload(),
                pod.priority(),
                pod.requests(),
                pod.memory(),
                MemoryForecast.UNKNOWN);
    }

    String uid() {
        return pod.uid();
    }

    int touches() {
        return touches;
    }

    long refusedNanos() {
        return refusedNanos;
    }
}
