package dev.headroom.predict.baseline;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Mean + 5 standard deviations of the last 5 minutes, as N-sigma in "Take it to the limit" (EuroSys '21), whose simulator
 * has N = 5. After a silence the last sample is all there is.
 */
public final class NSigmaBaseline implements MemoryBaseline {

    private static final long WINDOW_MILLIS = 300_000;
    private static final double SIGMAS = 5;

    private record Point(long atMillis, double bytes) {}

    private final Deque<Point> points = new ArrayDeque<>();

    @Override
    public void observe(long atMillis, double residentBytes) {
        points.add(new Point(atMillis, residentBytes));
        while (points.size() > 1 && points.getFirst().atMillis() <= atMillis - WINDOW_MILLIS) {
            points.removeFirst();
        }
    }

    @Override
    public double bytes() {
        if (points.isEmpty()) {
            return Double.NaN;
        }
        double sum = 0;
        for (Point point : points) {
            sum += point.bytes();
        }
        double mean = sum / points.size();
        double squares = 0;
        for (Point point : points) {
            squares += (point.bytes() - mean) * (point.bytes() - mean);
        }
        return mean + SIGMAS * Math.sqrt(squares / points.size());
    }
}
