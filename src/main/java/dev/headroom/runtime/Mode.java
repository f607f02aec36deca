package dev.headroom.runtime;

/** How much a profile may do to the pods of its scheduler. */
public enum Mode {
    /** Answers neutrally: all nodes pass, all scores are equal. Records what it would have said. */
    OBSERVE,
    /** Steers by scores and refuses nothing. The default. */
    SCORE,
    /** Also refuses nodes. */
    ENFORCE
}
