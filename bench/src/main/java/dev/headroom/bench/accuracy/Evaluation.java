package dev.headroom.bench.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All recordings of one evaluation, forecast and judged. The figures about single containers come from the programs that
 * ran alone; replicas and groups are there for the figures about replicas and nodes.
 *
 * @param alone programs with a limit and a workload of their own, by name
 * @param replicas replicas of workloads
 * @param groups programs with a common limit
 */
record Evaluation(Window window, List<Watched> alone, List<NewReplica> replicas, List<Together> groups) {

    static Evaluation of(List<Path> recordings, Window window) throws IOException {
        List<Watched> alone = new ArrayList<>();
        List<NewReplica> replicas = new ArrayList<>();
        List<Together> groups = new ArrayList<>();
        for (Path recording : recordings) {
            Pass.Result result = Pass.over(recording, window);
            result.programs().stream()
                    .filter(watched -> watched.program().ranAlone())
                    .forEach(alone::add);
            replicas.addAll(NewReplica.of(result.programs(), window));
            groups.addAll(result.groups());
        }
        alone.sort(Comparator.comparing(watched -> watched.program().name()));
        return new Evaluation(window, List.copyOf(alone), List.copyOf(replicas), List.copyOf(groups));
    }

    /** @throws IOException if a program was drawn from another seed */
    void requireSeedsOf(Seeds seeds) throws IOException {
        for (Watched watched : alone) {
            if (!seeds.contains(watched.program().seed())) {
                throw new IOException(watched.program().name() + " was drawn from the seed "
                        + watched.program().seed() + ", allowed for an evaluation are " + seeds.first() + " to "
                        + seeds.replicas()
                        + ", which follow from the model's commit; use `evaluate` to look at others");
            }
        }
    }

    PointErrors errors() {
        return PointErrors.of(alone);
    }

    Widths widths() {
        return Widths.of(alone);
    }

    /** Of the steady programs, each with its mean. */
    Mean heapGoal() {
        return CollectorErrors.overPrograms(errors().steady().stream()
                .map(program -> CollectorErrors.heapGoal(program, window))
                .toList());
    }

    /** Of all programs that export what the collector takes. */
    Mean gcCpuPoints() {
        return CollectorErrors.overPrograms(alone.stream()
                .map(program -> CollectorErrors.gcCpuPoints(program, window))
                .toList());
    }

    List<Kill> kills() {
        return alone.stream().map(Kill::of).flatMap(Optional::stream).toList();
    }

    List<Kill> visibleKills() {
        return kills().stream().filter(Kill::isVisible).toList();
    }

    /** Of the visible kills; NaN without one. */
    double foretold() {
        List<Kill> visible = visibleKills();
        return visible.isEmpty()
                ? Double.NaN
                : visible.stream().filter(Kill::isForetold).count() / (double) visible.size();
    }

    double programHours() {
        return alone.stream().mapToDouble(watched -> watched.program().hours()).sum();
    }

    Alarms alarms() {
        return alone.stream().map(Alarms::of).reduce(new Alarms(0, 0, 0), Alarms::plus);
    }

    double falseAlarmsPerHour() {
        return alarms().falseOnes() / programHours();
    }

    /** Mean over new replicas. */
    Mean newReplica() {
        return Mean.of(replicas.stream().mapToDouble(NewReplica::mean));
    }

    /** Mean over all instants of all groups: |p50 of the sum − highest sum| / highest sum. */
    Mean groupError(Method method) {
        return Mean.of(groups.stream()
                .flatMap(group -> group.instants(window).stream())
                .mapToDouble(instant -> instant.error(method)));
    }
}
