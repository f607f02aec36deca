package dev.headroom.extender.state;

import dev.headroom.predict.BiasCorrection;
import dev.headroom.predict.WorkloadHistory;
import org.jspecify.annotations.Nullable;

/**
 * Learns by how much the forecasts of one workload are wrong in the same direction: of one replica at a time, what was
 * expected of the next 5 minutes, before any correction, and what came by its models' own account. Whichever is measured next after that is the next
 * that is watched, so that none decides alone. The writer's.
 */
final class BiasWatch {

    private static final long HORIZON_MILLIS = WorkloadHistory.WINDOW_MILLIS;

    /** A replica that is silent for longer is watched no more. */
    private static final long SILENT_MILLIS = 60_000;

    private final BiasCorrection bias;
    private @Nullable PodRecord watched;
    private long since;
    private long seenAt;
    private long expectedBytes;
    private long highestBytes;

    /** @param largest the furthest that it corrects, as a share */
    BiasWatch(double largest) {
        bias = new BiasCorrection(HORIZON_MILLIS, largest);
    }

    /** What a forecast of the workload is multiplied with. */
    double factor() {
        return bias.factor();
    }

    /** The replica was measured, and its containers' expectations were made anew. */
    void see(PodRecord pod, long atMillis) {
        if (watched == null || atMillis - seenAt > SILENT_MILLIS) {
            begin(pod, atMillis);
        } else if (watched == pod) {
            look(pod, atMillis);
        }
    }

    private void look(PodRecord pod, long atMillis) {
        seenAt = Math.max(seenAt, atMillis);
        if (atMillis - since <= HORIZON_MILLIS) {
            highestBytes = Math.max(highestBytes, pod.levelBytes());
        }
        if (atMillis - since >= HORIZON_MILLIS) {
            // Whether it counts is the correction's to say.
            boolean ignored = bias.observe(expectedBytes, highestBytes, atMillis);
            watched = null;
        }
    }

    private void begin(PodRecord pod, long atMillis) {
        expectedBytes = pod.aheadBytes();
        watched = expectedBytes > 0 ? pod : null;
        since = atMillis;
        seenAt = atMillis;
        highestBytes = 0;
    }
}
