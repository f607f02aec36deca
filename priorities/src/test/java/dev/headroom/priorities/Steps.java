package dev.headroom.priorities;

/** What becomes of a score in the extender's answer to kube-scheduler. */
final class Steps {

    private Steps() {}

    /** 0 to 100 becomes an integer from 0 to 10. */
    static long of(double score) {
        return Math.round(score / 10);
    }
}
