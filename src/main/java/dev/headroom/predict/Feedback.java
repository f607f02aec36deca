package dev.headroom.predict;

import dev.headroom.api.Problem;
import java.util.List;

/**
 * The empirical feedback (EFB) of one node: what its pods can really have, learnt from what is there. Once per period
 *
 * <pre>
 * predicted += gain · (median of the last observations − predicted)
 * threshold  = sensitivity · predicted
 * </pre>
 *
 * <p>After a jump of the truth the median follows once most of the window is new, after window/2 further observations
 * (rounded down). Then the error shrinks by (1 − gain) with each: from 30 % to 2 % with 0.15 and 5 in
 * 2 + ⌈ln(0.02/0.30)/ln(0.85)⌉ = 19 observations, 9.5 min. A single wrong observation never is the median.
 *
 * <p>There is no clock in it: the same observations give the same prediction, so that a restart recomputes it from
 * history. Not thread-safe.
 */
public final class Feedback {

    /** What became of an observation. */
    public enum Outcome {
        /** It was taken, and the prediction moved. */
        MOVED,
        /** It was taken; there are too few yet to outvote a wrong one. */
        COLLECTED,
        /** Less than a period after the one before. */
        TOO_EARLY,
        /** Not newer than the one before: the series stands still. */
        STALE,
        /** From the future: a clock is wrong. */
        FUTURE,
        /** No node can be like that. */
        IMPOSSIBLE
    }

    /** Scrapes are not on time to the millisecond. */
    private static final double PUNCTUAL = 0.9;

    private static final long WINDOWS_UNTIL_RESTART = 2;

    private final FeedbackSettings settings;
    private final FeedbackWindow window;
    private double predictedBytes;
    private long lastMillis = Long.MIN_VALUE;
    private boolean moved;

    /**
     * Begins with what the node says of itself.
     *
     * @param startBytes {@code status.allocatable.memory}
     * @throws IllegalArgumentException if the settings are not valid
     */
    public Feedback(FeedbackSettings settings, long startBytes) {
        List<Problem> problems = settings.validate();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.toString());
        }
        this.settings = settings;
        this.window = new FeedbackWindow(settings.window());
        this.predictedBytes = startBytes;
    }

    /** What a fresh one would have become by these observations, oldest first. */
    public static Feedback recompute(
            FeedbackSettings settings, long startBytes, List<FeedbackObservation> history, long nowMillis) {
        Feedback feedback = new Feedback(settings, startBytes);
        for (FeedbackObservation observation : history) {
            Outcome ignored = feedback.observe(observation, nowMillis);
        }
        return feedback;
    }

    /**
     * Takes an observation, if it is new and can be true.
     *
     * @param nowMillis epoch milliseconds; only observations that are ahead of it by more than a period are
     *     refused
     */
    public Outcome observe(FeedbackObservation observation, long nowMillis) {
        long at = observation.atMillis();
        if (!observation.isPossible()) {
            return Outcome.IMPOSSIBLE;
        }
        if (at > nowMillis + settings.periodMillis()) {
            return Outcome.FUTURE;
        }
        if (lastMillis != Long.MIN_VALUE) {
            if (at <= lastMillis) {
                return Outcome.STALE;
            }
            if (at - lastMillis < PUNCTUAL * settings.periodMillis()) {
                return Outcome.TOO_EARLY;
            }
            if (at - lastMillis > WINDOWS_UNTIL_RESTART * settings.window() * settings.periodMillis()) {
                // After a long silence the old values are no witnesses against the new ones.
                window.clear();
            }
        }
        lastMillis = at;
        window.add(observation.availableToPodsBytes(settings.evictionThresholdBytes()));
        if (window.size() < settings.fewest()) {
            return Outcome.COLLECTED;
        }
        predictedBytes += settings.gain() * (window.median() - predictedBytes);
        moved = true;
        return Outcome.MOVED;
    }

    /** Whether the prediction rests on observations, and the newest is not too old. */
    public boolean isCorrected(long nowMillis) {
        return moved && nowMillis - lastMillis < settings.forgetMillis();
    }

    /** What pods can have, in bytes; at first what the node says of itself. */
    public long predictedBytes() {
        return Math.round(predictedBytes);
    }

    /** What of it may be filled, in bytes: sensitivity · predicted. */
    public long thresholdBytes() {
        return Math.round(settings.sensitivity() * predictedBytes);
    }

    /** Epoch milliseconds of the newest observation that was taken; {@link Long#MIN_VALUE} if there is none. */
    public long lastMillis() {
        return lastMillis;
    }
}
