package dev.headroom.predict;

import dev.headroom.api.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * How long pods of each QoS class take to answer memory pressure, until enough of it was observed. Immutable.
 *
 * @param guaranteed from exceeding memory to termination
 * @param burstable the same
 * @param bestEffort the same
 * @param burstableRecovery of Burstable pods from a garbage collection to falling resident memory
 * @param fewestObservations from how many on observations replace these constants, 2 to 100,000
 */
public record QosResponseSettings(
        Delay guaranteed, Delay burstable, Delay bestEffort, Delay burstableRecovery, int fewestObservations) {

    /** The figures that the project started from; replaced after 20 observations. */
    public static final QosResponseSettings DEFAULTS = new QosResponseSettings(
            new Delay(1.2, 0.3), new Delay(4.7, 1.1), new Delay(0.8, 0.2), new Delay(8.9, 2.4), 20);

    /** Longest delay that is believed. */
    static final double LONGEST_SECONDS = 600;

    /**
     * A delay.
     *
     * @param meanSeconds above 0 to 600
     * @param spreadSeconds standard deviation, 0 to 600
     */
    public record Delay(double meanSeconds, double spreadSeconds) {}

    /** Everything that is wrong, with paths relative to these settings; empty if nothing is. */
    public List<Problem> validate() {
        List<Problem> problems = new ArrayList<>();
        require(problems, "guaranteed", guaranteed);
        require(problems, "burstable", burstable);
        require(problems, "bestEffort", bestEffort);
        require(problems, "burstableRecovery", burstableRecovery);
        if (fewestObservations < 2 || fewestObservations > 100_000) {
            problems.add(new Problem(
                    "fewestObservations", String.valueOf(fewestObservations), "a whole number from 2 to 100000"));
        }
        return List.copyOf(problems);
    }

    private static void require(List<Problem> problems, String path, Delay delay) {
        if (!(delay.meanSeconds() > 0 && delay.meanSeconds() <= LONGEST_SECONDS)) {
            problems.add(new Problem(
                    path + ".meanSeconds",
                    String.valueOf(delay.meanSeconds()),
                    "a number above 0, at most " + LONGEST_SECONDS));
        }
        if (!(delay.spreadSeconds() >= 0 && delay.spreadSeconds() <= LONGEST_SECONDS)) {
            problems.add(new Problem(
                    path + ".spreadSeconds",
                    String.valueOf(delay.spreadSeconds()),
                    "a number from 0 to " + LONGEST_SECONDS));
        }
    }
}
