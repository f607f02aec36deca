package dev.headroom.predict;

import java.util.Arrays;

/** The highest value in each of the last 64 slots of 5 s: what was highest in any window of the last minutes. */
final class RecentPeaks {

    static final long SLOT_MILLIS = 5_000;
    private static final int SLOTS = 64;

    private final float[] highest = new float[SLOTS];
    private long newest = Long.MIN_VALUE;

    void add(long atMillis, double value) {
        long slot = Math.floorDiv(atMillis, SLOT_MILLIS);
        if (newest == Long.MIN_VALUE || slot - newest >= SLOTS) {
            Arrays.fill(highest, 0);
            newest = slot;
        }
        while (newest < slot) {
            newest++;
            highest[index(newest)] = 0;
        }
        if (slot > newest - SLOTS) {
            highest[index(slot)] = Math.max(highest[index(slot)], (float) value);
        }
    }

    /** The highest of (from, to]; 0 if nothing was seen there. Slots that only begin before {@code from} are left out. */
    double highest(long fromMillis, long toMillis) {
        if (newest == Long.MIN_VALUE) {
            return 0;
        }
        long first = Math.max(Math.floorDiv(fromMillis, SLOT_MILLIS) + 1, newest - SLOTS + 1);
        long last = Math.min(Math.floorDiv(toMillis, SLOT_MILLIS), newest);
        double most = 0;
        for (long slot = first; slot <= last; slot++) {
            most = Math.max(most, highest[index(slot)]);
        }
        return most;
    }

    private static int index(long slot) {
        return (int) Math.floorMod(slot, (long) SLOTS);
    }
}
