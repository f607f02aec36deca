package dev.headroom.bench.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A replica that starts when a sibling has lived for a minute: what is forecast of it before it has a sample of its own,
 * and at each scrape until it is 60 s old. Truth is the highest resident memory within the horizon that begins then.
 *
 * @param unborn error of the first forecast, which rests on siblings alone
 * @param mean mean error over that forecast and those at ages below 60 s
 * @param forecasts how many those are
 */
record NewReplica(String name, double unborn, double mean, int forecasts) {

    private static final long YOUNG_MILLIS = 60_000;

    static List<NewReplica> of(List<Watched> programs, Window window) {
        List<NewReplica> replicas = new ArrayList<>();
        for (Watched watched : programs) {
            boolean hasElders =
                    programs.stream().map(Watched::program).anyMatch(other -> isElder(other, watched.program()));
            if (watched.program().replica() > 0 && hasElders) {
                of(watched, window).ifPresent(replicas::add);
            }
        }
        return List.copyOf(replicas);
    }

    private static boolean isElder(Program other, Program young) {
        return other.workload().equals(young.workload())
                && young.startedMillis() - other.startedMillis() >= YOUNG_MILLIS
                && other.truth().firstMillis() > 0;
    }

    private static Optional<NewReplica> of(Watched watched, Window window) {
        Program program = watched.program();
        List<Instant> instants = new ArrayList<>();
        watched.newborn().ifPresent(moment -> instants.add(instant(program, moment, window)));
        watched.moments().stream()
                .filter(moment -> moment.atMillis() - program.startedMillis() < YOUNG_MILLIS)
                .forEach(moment -> instants.add(instant(program, moment, window)));
        if (watched.newborn().isEmpty() || instants.stream().anyMatch(instant -> Double.isNaN(instant.truth()))) {
            return Optional.empty();
        }
        double mean = instants.stream()
                .mapToDouble(instant -> instant.error(Method.HEADROOM))
                .average()
                .orElse(Double.NaN);
        return Optional.of(
                new NewReplica(program.name(), instants.getFirst().error(Method.HEADROOM), mean, instants.size()));
    }

    private static Instant instant(Program program, Moment moment, Window window) {
        return new Instant(moment, program.highestWithin(moment.atMillis(), window.horizonMillis()));
    }
}
