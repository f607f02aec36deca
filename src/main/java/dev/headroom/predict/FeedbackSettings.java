package dev.headroom.predict;

import dev.headroom.api.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * How a node's allocatable memory is corrected by what is observed (EFB). Immutable.
 *
 * @param gain α: which share of the difference one step takes over, 0.01 to 0.5
 * @param sensitivity share of the corrected memory that may be filled, 0.75 to 0.92. It is the one discount: a plugin's
 *     argument {@code sensitivity} is this number, not a second one
 * @param window of how many observations the median is taken, 3 to 12
 * @param periodMillis shortest time between two steps, 5 s to 5 min
 * @param forgetMillis age of the newest observation from which the correction no longer counts, one period to 7 d
 * @param evictionThresholdBytes free memory at which the kubelet evicts ({@code memory.available}), 0 to 1 TiB
 * @param largestBias the furthest that a workload's forecasts are corrected by what came of them, as a share, 0 (not at
 *     all) to 0.1
 */
public record FeedbackSettings(
        double gain,
        double sensitivity,
        int window,
        long periodMillis,
        long forgetMillis,
        long evictionThresholdBytes,
        double largestBias) {

    /** With {@link BiasCorrection#LARGEST}. */
    public FeedbackSettings(
            double gain,
            double sensitivity,
            int window,
            long periodMillis,
            long forgetMillis,
            long evictionThresholdBytes) {
        this(gain, sensitivity, window, periodMillis, forgetMillis, evictionThresholdBytes, BiasCorrection.LARGEST);
    }

    /** α 0.15 and 0.85 of the median of 5, every 30 s; forgotten after an hour; the kubelet's default of 100 MiB. */
    public static final FeedbackSettings DEFAULTS = new FeedbackSettings(0.15, 0.85, 5, 30_000, 3_600_000, 100L << 20);

    private static final long LONGEST_FORGET_MILLIS = 7L * 24 * 3_600_000;

    /** Everything that is wrong, with paths relative to these settings; empty if nothing is. */
    public List<Problem> validate() {
        List<Problem> problems = new ArrayList<>();
        Problem.require(problems, "gain", gain, 0.01, 0.5);
        Problem.require(problems, "sensitivity", sensitivity, 0.75, 0.92);
        require(problems, "window", window, 3, 12);
        require(problems, "periodMillis", periodMillis, 5_000, 300_000);
        require(problems, "forgetMillis", forgetMillis, Math.max(5_000, periodMillis), LONGEST_FORGET_MILLIS);
        require(problems, "evictionThresholdBytes", evictionThresholdBytes, 0, 1L << 40);
        Problem.require(problems, "largestBias", largestBias, 0, BiasCorrection.LARGEST);
        return List.copyOf(problems);
    }

    /** How many observations there must be before their median can outvote one that is wrong. */
    int fewest() {
        return Math.max(3, (window + 1) / 2);
    }

    private static void require(List<Problem> problems, String path, long value, long from, long to) {
        if (value < from || value > to) {
            problems.add(new Problem(path, String.valueOf(value), "a whole number from " + from + " to " + to));
        }
    }
}
