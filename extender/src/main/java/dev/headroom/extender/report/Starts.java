package dev.headroom.extender.report;

/** Counts restarts by one source's start times. Sources differ, by a slow start or by rounding, so each has its own. */
final class Starts {

    /** Rounding alone makes no restart. */
    private static final double ROUNDING_SECONDS = 1;

    private double newest = Double.NaN;
    private int restarts;

    /** @param startSeconds epoch seconds; NaN says nothing. @return whether it is another process than before */
    boolean add(double startSeconds) {
        boolean another = startSeconds > newest + ROUNDING_SECONDS;
        restarts += another ? 1 : 0;
        newest = Facts.larger(newest, startSeconds);
        return another;
    }

    int restarts() {
        return restarts;
    }
}
