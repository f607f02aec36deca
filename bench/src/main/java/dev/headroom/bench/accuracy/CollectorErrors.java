package dev.headroom.bench.accuracy;

import java.util.List;
import java.util.stream.DoubleStream;

/** How far forecasts about the collector are from what the program itself exports a horizon later. */
final class CollectorErrors {

    private CollectorErrors() {}

    /**
     * |goal forecast at t for t + horizon − goal exported then| / goal exported then, over the judged instants of one
     * program whose later scrape brought a goal.
     */
    static Mean heapGoal(Watched program, Window window) {
        return Mean.of(program.instants().stream().flatMapToDouble(instant -> {
            Moment said = instant.moment();
            double goal = later(program, said, window).heapGoal();
            return goal > 0 && goal < Double.POSITIVE_INFINITY
                    ? DoubleStream.of(Math.abs(said.heapGoal() - goal) / goal)
                    : DoubleStream.empty();
        }));
    }

    /**
     * In percentage points: |share forecast at t − (CPU of the collector / CPU of the program) between t and
     * t + horizon|, idle classes excluded.
     */
    static Mean gcCpuPoints(Watched program, Window window) {
        return Mean.of(program.instants().stream().flatMapToDouble(instant -> {
            Moment said = instant.moment();
            Moment.Exported now = said.exported();
            Moment.Exported then = later(program, said, window);
            double busy = then.busySeconds() - now.busySeconds();
            return busy > 0
                    ? DoubleStream.of(Math.abs(said.gcCpu() - (then.gcSeconds() - now.gcSeconds()) / busy) * 100)
                    : DoubleStream.empty();
        }));
    }

    /** Mean over programs; a program without a value is left out. */
    static Mean overPrograms(List<Mean> programs) {
        return Mean.of(programs.stream().mapToDouble(Mean::value).filter(v -> !Double.isNaN(v)));
    }

    private static Moment.Exported later(Watched program, Moment said, Window window) {
        return program.answeredAt(said.atMillis() + window.horizonMillis())
                .map(Moment::exported)
                .orElse(Moment.Exported.NOTHING);
    }
}
