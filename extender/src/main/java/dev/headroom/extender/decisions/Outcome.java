package dev.headroom.extender.decisions;

/** What became of a pod that was decided about. */
public enum Outcome {
    /** It was answered, and no watch has shown yet what became of it. */
    PENDING,
    /** It runs, or starts, on {@link Explanation#chosenNode}. */
    BOUND,
    /** It was deleted before it was seen on a node. */
    GONE,
    /** Nothing was seen of it in time; for example no node had room, or the answer was not used. */
    UNRESOLVED;

    /** Whether a later look at the cluster can still tell where the pod went. */
    public boolean isOpen() {
        return this == PENDING || this == UNRESOLVED;
    }
}
