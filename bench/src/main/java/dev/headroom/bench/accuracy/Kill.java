package dev.headroom.bench.accuracy;

import java.util.Optional;

/**
 * A real kill at a program's limit.
 *
 * @param afterSeconds how long the program had lived
 * @param roseShare by how much resident memory rose between 60 and 30 s before, as a share of the limit; NaN if it did
 *     not live that long
 * @param highestBefore the highest probability that was forecast 120 to 30 s before
 */
record Kill(double afterSeconds, double roseShare, double highestBefore) {

    static final double ALARM = 0.5;

    private static final double VISIBLE_SHARE = 0.02;
    private static final long EARLIEST = 120_000;
    private static final long LATEST = 30_000;
    private static final long ROSE_FROM = 60_000;

    static Optional<Kill> of(Watched watched) {
        Program program = watched.program();
        if (!program.wasKilled()) {
            return Optional.empty();
        }
        long at = program.killedMillis();
        double rose = program.truth().at(at - LATEST) - program.truth().at(at - ROSE_FROM);
        double highest = watched.moments().stream()
                .filter(moment -> moment.atMillis() >= at - EARLIEST && moment.atMillis() <= at - LATEST)
                .mapToDouble(Moment::oomProbability)
                .max()
                .orElse(0);
        return Optional.of(new Kill((at - program.startedMillis()) / 1000.0, rose / program.limitBytes(), highest));
    }

    /** Resident memory rose by 2 % of the limit or more between 60 and 30 s before: nothing less could be seen. */
    boolean isVisible() {
        return roseShare >= VISIBLE_SHARE;
    }

    /** The probability for 60 s was 0.5 or more at a scrape 120 to 30 s before. */
    boolean isForetold() {
        return highestBefore >= ALARM;
    }
}
