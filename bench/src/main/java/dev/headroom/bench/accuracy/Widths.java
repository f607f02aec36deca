package dev.headroom.bench.accuracy;

import java.util.Arrays;
import java.util.List;

/**
 * How often the 95 % quantile holds, and how wide it is: width = mean(p95 / truth), the baselines scaled so that they
 * cover as many instants. All instants of all programs are pooled.
 */
record Widths(List<Instant> instants) {

    static Widths of(List<Watched> programs) {
        return new Widths(programs.stream()
                .flatMap(program -> program.instants().stream())
                .toList());
    }

    /** Share of the instants whose truth is within the model's 95 % quantile; NaN without one. */
    double coverage() {
        return instants.isEmpty() ? Double.NaN : covered() / (double) instants.size();
    }

    private long covered() {
        return instants.stream().filter(Instant::isCovered).count();
    }

    /**
     * The factor that makes a method cover as many instants as the model: 1 for the model itself, infinite for a method
     * that knows too few of them, NaN where the model covers none.
     */
    double scale(Method method) {
        if (!method.isBaseline()) {
            return 1;
        }
        double[] needed = instants.stream()
                .mapToDouble(instant -> instant.truth() / instant.p95(method))
                .sorted()
                .toArray();
        int covered = (int) covered();
        return covered == 0 ? Double.NaN : needed[covered - 1];
    }

    /** Mean of p95 / truth at the model's coverage. */
    double width(Method method) {
        double scale = scale(method);
        if (Double.isInfinite(scale)) {
            return scale;
        }
        return instants.stream()
                .mapToDouble(instant -> scale * instant.p95(method) / instant.truth())
                .average()
                .orElse(Double.NaN);
    }

    Method bestBaseline() {
        return Arrays.stream(Method.values())
                .filter(Method::isBaseline)
                .reduce((a, b) -> width(b) < width(a) ? b : a)
                .orElseThrow();
    }

    /** The model's width / that of the narrowest baseline. */
    double ratio() {
        return width(Method.HEADROOM) / width(bestBaseline());
    }
}
