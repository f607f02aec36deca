package dev.headroom.extender.telemetry.prometheus;

/**
 * In which pieces the past is asked for: at most an hour at once, at most so many points, and the oldest part is left
 * out where the time does not suffice. Not thread-safe.
 */
final class HistoryPlan {

    static final long CHUNK_MILLIS = 3_600_000;

    /** Of one answer: about 16 MB on the wire. */
    static final long MOST_POINTS = 2_000_000;

    private static final long STEP_UNIT_MILLIS = 30_000;

    /** A piece: instants from {@code fromMillis} + step to {@code toMillis}. */
    record Chunk(long fromMillis, long toMillis, long stepMillis) {}

    private final long endMillis;
    private final long deadlineMillis;
    private long nextMillis;
    private long stepMillis;
    private int done;
    private long spentMillis;
    private long leftOutMillis;

    /**
     * @param toMillis where the past ends
     * @param lengthMillis how far back it is read
     * @param leastStepMillis between two instants
     * @param series that one chunk has
     * @param nowMillis when reading begins
     * @param patienceMillis how long all of it may take
     */
    HistoryPlan(
            long toMillis, long lengthMillis, long leastStepMillis, long series, long nowMillis, long patienceMillis) {
        this.endMillis = toMillis - toMillis % STEP_UNIT_MILLIS;
        this.nextMillis = endMillis - lengthMillis;
        this.deadlineMillis = nowMillis + patienceMillis;
        long fitting = Math.ceilDiv(series * CHUNK_MILLIS, MOST_POINTS);
        long step = Math.max(leastStepMillis, fitting);
        this.stepMillis = Math.min(CHUNK_MILLIS, Math.ceilDiv(step, STEP_UNIT_MILLIS) * STEP_UNIT_MILLIS);
    }

    boolean hasNext(long nowMillis) {
        return nextMillis < endMillis && nowMillis < deadlineMillis;
    }

    /** The oldest piece for which there is time, judged by what the others took. */
    Chunk next(long nowMillis) {
        if (done > 0) {
            long affordable = Math.max(1, (deadlineMillis - nowMillis) * done / Math.max(1, spentMillis));
            // An overflow is out of reach: 10 minutes of patience at a millisecond each are 600,000 hours.
            long earliest = endMillis - affordable * CHUNK_MILLIS;
            if (earliest > nextMillis) {
                leftOutMillis += earliest - nextMillis;
                nextMillis = earliest;
            }
        }
        return new Chunk(nextMillis, Math.min(nextMillis + CHUNK_MILLIS, endMillis), stepMillis);
    }

    /** The piece was answered. */
    void answered(Chunk chunk, long tookMillis) {
        nextMillis = chunk.toMillis();
        spentMillis += tookMillis;
        done++;
    }

    /** It was too much for an answer. @return whether a coarser one can be tried */
    boolean coarser() {
        boolean can = stepMillis < CHUNK_MILLIS;
        stepMillis = Math.min(CHUNK_MILLIS, stepMillis * 2);
        return can;
    }

    long stepMillis() {
        return stepMillis;
    }

    /** What was not asked for, because there was no time. */
    long leftOutMillis() {
        return leftOutMillis + Math.max(0, endMillis - nextMillis);
    }
}
