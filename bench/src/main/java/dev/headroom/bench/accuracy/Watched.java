package dev.headroom.bench.accuracy;

import java.util.List;
import java.util.Optional;

/**
 * A program with all that was said of it.
 *
 * @param newborn what was said before its first sample, from its siblings
 * @param moments in the order of time
 * @param instants those that are judged
 */
record Watched(Program program, Optional<Moment> newborn, List<Moment> moments, List<Instant> instants) {

    /** A scrape comes within half of the interval about its time. */
    private static final long TOLERANCE_MILLIS = 2_500;

    static Watched of(Program program, Optional<Moment> newborn, List<Moment> moments, Window window) {
        List<Instant> instants = moments.stream()
                .filter(moment -> moment.atMillis() - program.startedMillis() >= window.fromAgeMillis())
                .map(moment -> new Instant(moment, program.highestWithin(moment.atMillis(), window.horizonMillis())))
                .filter(instant -> !Double.isNaN(instant.truth()))
                .toList();
        return new Watched(program, newborn, List.copyOf(moments), instants);
    }

    /** The scrape of that moment, give or take 2.5 s, if it did not fail. */
    Optional<Moment> answeredAt(long atMillis) {
        Moment nearest = null;
        for (Moment moment : moments) {
            long distance = Math.abs(moment.atMillis() - atMillis);
            if (distance <= TOLERANCE_MILLIS
                    && (nearest == null || distance < Math.abs(nearest.atMillis() - atMillis))) {
                nearest = moment;
            }
        }
        return Optional.ofNullable(nearest).filter(Moment::answered);
    }

    /** By how much the truth moves over the run: highest / lowest − 1; 0 without an instant. */
    double moves() {
        double highest = instants.stream().mapToDouble(Instant::truth).max().orElse(1);
        double lowest = instants.stream().mapToDouble(Instant::truth).min().orElse(1);
        return highest / lowest - 1;
    }

    boolean isSteady() {
        return moves() < 0.10;
    }

    /** Mean over the instants; NaN without one. */
    double error(Method method) {
        return instants.stream()
                .mapToDouble(instant -> instant.error(method))
                .average()
                .orElse(Double.NaN);
    }
}
