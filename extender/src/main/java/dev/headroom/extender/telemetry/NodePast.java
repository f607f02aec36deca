package dev.headroom.extender.telemetry;

import java.util.List;

/**
 * What a node and its pods held in the past.
 *
 * @param points oldest first
 */
public record NodePast(String node, List<Point> points) {

    /**
     * @param atMillis epoch milliseconds
     * @param workingSetBytes of the whole node
     * @param podsWorkingSetBytes Σ over its pods
     */
    public record Point(long atMillis, long workingSetBytes, long podsWorkingSetBytes) {}

    public NodePast {
        points = List.copyOf(points);
    }
}
