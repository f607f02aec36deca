package dev.headroom.bench.accuracy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How far medians are from the truth. Error = |p50 − truth| / truth, mean per program, then median and worst over the
 * steady programs; the instants of all others are pooled.
 */
record PointErrors(List<Watched> steady, List<Watched> moving) {

    static PointErrors of(List<Watched> programs) {
        List<Watched> judged =
                programs.stream().filter(p -> !p.instants().isEmpty()).toList();
        return new PointErrors(
                judged.stream().filter(Watched::isSteady).toList(),
                judged.stream().filter(p -> !p.isSteady()).toList());
    }

    double steadyMedian(Method method) {
        return Mean.median(steadyErrors(method));
    }

    double steadyWorst(Method method) {
        return steadyErrors(method).max().orElse(Double.NaN);
    }

    double moving(Method method) {
        return moving.stream()
                .flatMap(program -> program.instants().stream())
                .mapToDouble(instant -> instant.error(method))
                .average()
                .orElse(Double.NaN);
    }

    /** The baseline with the lowest error over the moving programs; the ablation is one of them. */
    Method bestBaseline() {
        return Arrays.stream(Method.values())
                .filter(Method::isBaseline)
                .reduce((a, b) -> moving(b) < moving(a) ? b : a)
                .orElseThrow();
    }

    /** 1 − error / lowest error of a baseline. */
    double skill() {
        return 1 - moving(Method.HEADROOM) / moving(bestBaseline());
    }

    private DoubleStream steadyErrors(Method method) {
        return steady.stream().mapToDouble(program -> program.error(method));
    }
}
