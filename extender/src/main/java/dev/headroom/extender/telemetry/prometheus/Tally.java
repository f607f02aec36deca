package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.extender.telemetry.DroppedValues;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what one round brought. Not thread-safe. */
final class Tally {

    private final Map<Side, Map<Fate, Integer>> fates = new EnumMap<>(Side.class);
    private final int[] signals = new int[Signal.values().length];
    private final DroppedValues droppedValues;
    private int unmatched;
    private String absurd = "";

    Tally(DroppedValues droppedValues) {
        this.droppedValues = droppedValues;
    }

    void count(Side side, Fate fate) {
        fates.computeIfAbsent(side, unknown -> new EnumMap<>(Fate.class)).merge(fate, 1, Integer::sum);
    }

    void unmatched() {
        unmatched++;
    }

    void count(Sample sample, String of) {
        for (Signal signal : Signal.values()) {
            if (sample.has(signal)) {
                signals[signal.ordinal()]++;
            }
        }
        droppedValues.count(sample);
        List<String> problems = sample.problems();
        if (!problems.isEmpty()) {
            absurd = of + ": " + problems.getFirst();
        }
    }

    int of(Side side, Fate fate) {
        return fates.getOrDefault(side, Map.of()).getOrDefault(fate, 0);
    }

    int of(Signal signal) {
        return signals[signal.ordinal()];
    }

    /** Series about no container that is known. */
    int unmatchedSeries() {
        return unmatched;
    }

    /** A value that nothing can have, with its container; empty if there was none. */
    String absurd() {
        return absurd;
    }
}
