package dev.headroom.extender.timeline;

import java.util.ArrayDeque;
import java.util.Iterator;

/** Holds each forecast against the highest resident memory that came within its horizon. Not thread-safe. */
final class Judge {

    /** So that those that wait are at most 24. */
    private static final long STEP_MILLIS = Points.STEP_MILLIS;

    private static final class Waiting {

        private final long atMillis;
        private final double p50;
        private final double p95;
        private double highest;

        private Waiting(long atMillis, double p50, double p95) {
            this.atMillis = atMillis;
            this.p50 = p50;
            this.p95 = p95;
        }
    }

    private final long horizonMillis;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int forecasts;
    private double errors;
    private int covered;

    Judge(long horizonMillis) {
        this.horizonMillis = horizonMillis;
    }

    void forecast(long atMillis, double p50, double p95) {
        if (waiting.isEmpty() || atMillis - waiting.getLast().atMillis >= STEP_MILLIS) {
            waiting.addLast(new Waiting(atMillis, p50, p95));
        }
    }

    /** What was resident; to be told in order of time. */
    void resident(long atMillis, double bytes) {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting one = each.next();
            long after = atMillis - one.atMillis;
            if (after > 0 && after <= horizonMillis) {
                one.highest = Math.max(one.highest, bytes);
            }
            if (after >= horizonMillis) {
                each.remove();
                settle(one);
            }
        }
    }

    Score score() {
        return Score.of(forecasts, errors, covered);
    }

    private void settle(Waiting over) {
        // Nobody looked in that time.
        if (over.highest > 0) {
            forecasts++;
            errors += Math.abs(over.p50 - over.highest) / over.highest;
            covered += over.highest <= over.p95 ? 1 : 0;
        }
    }
}
