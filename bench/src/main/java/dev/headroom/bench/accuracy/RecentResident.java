package dev.headroom.bench.accuracy;

import dev.headroom.predict.Sample;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** A statistic of the resident memory that was scraped within the last 5 minutes. */
final class RecentResident implements Baseline {

    static final long WINDOW_MILLIS = 300_000;

    /** As in the simulator of "Take it to the limit" (EuroSys '21). */
    static final double SIGMAS = 5;

    private record Point(long atMillis, double bytes) {}

    private final Deque<Point> points = new ArrayDeque<>();
    private final ToDoubleFunction<double[]> statistic;

    private RecentResident(ToDoubleFunction<double[]> statistic) {
        this.statistic = statistic;
    }

    static Baseline last() {
        return new RecentResident(values -> values[values.length - 1]);
    }

    static Baseline highest() {
        return new RecentResident(values -> DoubleStream.of(values).max().orElse(Double.NaN));
    }

    /** Mean + 5 standard deviations of the population. */
    static Baseline nSigma() {
        return new RecentResident(values -> {
            double mean = DoubleStream.of(values).average().orElse(Double.NaN);
            double squares =
                    DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();
            return mean + SIGMAS * Math.sqrt(squares / values.length);
        });
    }

    @Override
    public void observe(long atMillis, double resident, Sample sample) {
        points.add(new Point(atMillis, resident));
        // What is too old leaves when something new comes: after a silence the last value is all there is.
        while (points.size() > 1 && points.getFirst().atMillis() <= atMillis - WINDOW_MILLIS) {
            points.removeFirst();
        }
    }

    @Override
    public double bytes(long nowMillis) {
        return points.isEmpty()
                ? Double.NaN
                : statistic.applyAsDouble(
                        points.stream().mapToDouble(Point::bytes).toArray());
    }
}
