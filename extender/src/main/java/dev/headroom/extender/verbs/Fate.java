package dev.headroom.extender.verbs;

/** What filter's answer does with a node. */
enum Fate {
    /** The plugins take it. */
    FITS,
    /** The state does not know it, so it passes: a node may be newer than the state. */
    UNKNOWN,
    /** A plugin refuses it, but it passes, as no node fits: a pod that only an extender refuses cannot preempt. */
    HELPED_BY_PREEMPTION,
    /** A plugin refuses it. */
    REFUSED,
    /** It could pass, but the answer is shortened to the best few, or others fit and here it would have to preempt. */
    LEFT_OUT;

    boolean passes() {
        return this == FITS || this == UNKNOWN || this == HELPED_BY_PREEMPTION;
    }
}
