package dev.headroom.extender.wake;

import dev.headroom.api.PodInfo;
import java.util.BitSet;

/** What the thread that wakes pods is told about one of them. */
sealed interface Notice {

    /**
     * Every node that kube-scheduler asked about was refused.
     *
     * @param asked the slots of those nodes; not changed any more
     */
    record Refused(PodInfo pod, BitSet asked) implements Notice {}

    /** A later question was answered with at least one node. */
    record Passed(String uid) implements Notice {}

    /** It is bound, finished or deleted. */
    record Settled(String uid) implements Notice {}
}
