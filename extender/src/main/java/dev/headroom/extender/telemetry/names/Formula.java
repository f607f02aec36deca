package dev.headroom.extender.telemetry.names;

import dev.headroom.predict.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * How a signal follows from metrics: a sum less a sum, known only if every part is. Immutable.
 *
 * @param plus at least one
 */
public record Formula(Signal signal, List<Metric> plus, List<Metric> minus) {

    public Formula {
        plus = List.copyOf(plus);
        minus = List.copyOf(minus);
        if (plus.isEmpty()) {
            throw new IllegalArgumentException(signal + " has no metric, allowed is at least one");
        }
    }

    /** The signal is the metric. */
    public static Formula of(Signal signal, String metric) {
        return of(signal, Metric.named(metric));
    }

    /** The signal is the sum of these. */
    public static Formula of(Signal signal, Metric... sum) {
        return new Formula(signal, List.of(sum), List.of());
    }

    /** Less these metrics. */
    public Formula minus(String... names) {
        List<Metric> less = new ArrayList<>(minus);
        for (String name : names) {
            less.add(Metric.named(name));
        }
        return new Formula(signal, plus, less);
    }
}
