package dev.headroom.extender.wake;

import dev.headroom.api.NodeInfo;
import dev.headroom.extender.decisions.BoundedQueue;
import dev.headroom.extender.decisions.Decision;
import dev.headroom.extender.decisions.DecisionSink;
import dev.headroom.extender.state.StateListener;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands refusals from the verbs, and what became of pods from the watch, to the thread that wakes pods. Whoever tells
 * takes no lock and never waits: what finds no room is dropped and counted. Until the first refusal nothing is handed
 * over at all, so that a cluster in which nobody refuses pays nothing. Thread-safe; one thread drains.
 */
public final class Refusals implements DecisionSink, StateListener {

    /** More than a scheduler decides between two drains; with 15,000 nodes 16 MB at the very worst. */
    static final int MOST = 1 << 13;

    private final BoundedQueue<Notice> notices = new BoundedQueue<>(MOST);
    private final WakeMeters meters;
    private volatile boolean active;

    public Refusals(WakeMeters meters) {
        this.meters = meters;
    }

    @Override
    public void accept(Decision decision) {
        if (decision instanceof Decision.Filtered filtered) {
            if (filtered.answered() == 0 && !filtered.nodes().isEmpty()) {
                active = true;
                offer(new Notice.Refused(filtered.pod(), slots(filtered.nodes())));
            } else if (active) {
                offer(new Notice.Passed(filtered.pod().uid()));
            }
        }
    }

    @Override
    public void bound(String podUid, String node) {
        gone(podUid);
    }

    @Override
    public void gone(String podUid) {
        if (active) {
            offer(new Notice.Settled(podUid));
        }
    }

    /** Hands over what is there, in order; at most as much as finds room, so that it ends. */
    void drain(Consumer<Notice> taker) {
        for (int i = 0; i < MOST; i++) {
            Notice notice = notices.poll();
            if (notice == null) {
                return;
            }
            taker.accept(notice);
        }
    }

    private void offer(Notice notice) {
        if (!notices.offer(notice)) {
            meters.droppedNotices.increment();
        }
    }

    /** Bits instead of records: those would keep old versions of every node alive. */
    private static BitSet slots(List<NodeInfo> nodes) {
        BitSet slots = new BitSet();
        for (NodeInfo node : nodes) {
            slots.set(node.slot());
        }
        return slots;
    }
}
