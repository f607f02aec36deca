package dev.headroom.extender.timeline;

import java.util.List;
import java.util.Map;

/**
 * A container with its points. Immutable.
 *
 * @param atMillis epoch milliseconds, ascending
 * @param lines as many values each, NaN where nothing became known
 */
public record Drawn(Followed followed, List<Long> atMillis, Map<Line, List<Double>> lines) {

    public Drawn {
        atMillis = List.copyOf(atMillis);
        lines = Map.copyOf(lines);
    }
}
