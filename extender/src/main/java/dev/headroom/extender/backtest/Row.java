package dev.headroom.extender.backtest;

import java.util.List;

/**
 * How the methods did on one workload and horizon.
 *
 * @param workload empty for all together
 * @param hours of forecasts that were judged, of all containers together
 * @param outcomes in the order of {@link Method}
 */
public record Row(String workload, int containers, double horizonSeconds, double hours, List<Outcome> outcomes) {

    public Row {
        outcomes = List.copyOf(outcomes);
    }
}
