package dev.headroom.extender.demo;

import java.util.Locale;

/** Counts placements and sums them up in one number, so that two runs can be compared at a glance. */
final class PlacementDigest {

    private long count;
    private long hash = 1;

    void add(SimulatedCluster.Report report) {
        for (Outcome outcome : report.outcomes()) {
            if (outcome instanceof Outcome.Placed placed) {
                count++;
                hash = 31 * hash + placed.pod().uid().hashCode();
                hash = 31 * hash + placed.node().name().hashCode();
            }
        }
    }

    long count() {
        return count;
    }

    /** 16 hexadecimal digits. */
    String value() {
        return String.format(Locale.ROOT, "%016x", hash);
    }
}
