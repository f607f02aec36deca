package dev.headroom.bench.feedback;

import java.util.Arrays;

/**
 * Whether a series swings. A loop oscillates if its deviations keep their size by themselves and alternate in sign, or
 * grow. Criteria:
 *
 * <ul>
 *   <li>{@code growth}: deviation of the last quarter over that of the first. A loop that builds up has more than {@link
 *       #MOST_GROWTH}.
 *   <li>{@code alternation}: the most negative autocorrelation at a lag of 2 to 400 steps. A series that swings with period
 *       T has −1 at T/2; noise that is smoothed, however slowly, stays near 0. Below {@link #LEAST_CORRELATION} it swings.
 * </ul>
 *
 * @param deviation standard deviation of the series
 */
record Swing(double deviation, double growth, double alternation) {

    static final double MOST_GROWTH = 1.5;
    static final double LEAST_CORRELATION = -0.3;
    private static final int SHORTEST_LAG = 2;
    private static final int LONGEST_LAG = 400;

    /** @param series at least 1,600 values, so that each quarter has the longest lag in it */
    static Swing of(double[] series) {
        if (series.length < 4 * LONGEST_LAG) {
            throw new IllegalArgumentException(
                    "series has " + series.length + " values, allowed is " + 4 * LONGEST_LAG + " or more");
        }
        int quarter = series.length / 4;
        double first = deviation(Arrays.copyOf(series, quarter));
        double last = deviation(Arrays.copyOfRange(series, series.length - quarter, series.length));
        double lowest = 1;
        for (int lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
            lowest = Math.min(lowest, autocorrelation(series, lag));
        }
        return new Swing(deviation(series), last / first, lowest);
    }

    boolean oscillates() {
        return growth > MOST_GROWTH || alternation < LEAST_CORRELATION;
    }

    private static double autocorrelation(double[] series, int lag) {
        double mean = mean(series);
        double together = 0;
        double squares = 0;
        for (int i = 0; i < series.length; i++) {
            squares += (series[i] - mean) * (series[i] - mean);
            together += i + lag < series.length ? (series[i] - mean) * (series[i + lag] - mean) : 0;
        }
        return together / squares;
    }

    private static double deviation(double[] series) {
        double mean = mean(series);
        return Math.sqrt(Arrays.stream(series)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }

    private static double mean(double[] series) {
        return Arrays.stream(series).average().orElse(0);
    }
}
