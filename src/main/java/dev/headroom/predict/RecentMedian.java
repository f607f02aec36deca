package dev.headroom.predict;

import java.util.Arrays;

/** The median of the last few values of something that jumps about, and how far they are apart. Not thread-safe. */
final class RecentMedian {

    private static final int KEPT = 16;
    private static final int STAYS = 4;

    private final float[] values = new float[KEPT];
    private int seen;

    void add(double value) {
        values[Math.floorMod(seen++, KEPT)] = (float) value;
    }

    void forget() {
        seen = 0;
    }

    boolean isEmpty() {
        return seen == 0;
    }

    /** 0 if nothing was seen. */
    double median() {
        return middle(Arrays.copyOf(values, Math.min(seen, KEPT)));
    }

    /** Median distance from the median. */
    double deviation() {
        float[] apart = Arrays.copyOf(values, Math.min(seen, KEPT));
        float median = (float) middle(apart);
        for (int i = 0; i < apart.length; i++) {
            apart[i] = Math.abs(apart[i] - median);
        }
        return middle(apart);
    }

    /** Whether the last four are the same, give or take that share. */
    boolean stays(double share) {
        float last = values[Math.floorMod(seen - 1, KEPT)];
        for (int i = 2; i <= Math.min(seen, STAYS); i++) {
            if (Math.abs(values[Math.floorMod(seen - i, KEPT)] - last) > last * share) {
                return false;
            }
        }
        return seen >= STAYS;
    }

    double last() {
        return seen == 0 ? 0 : values[Math.floorMod(seen - 1, KEPT)];
    }

    /** Sorts what it is given. */
    private static double middle(float[] some) {
        Arrays.sort(some);
        int half = some.length / 2;
        return some.length == 0 ? 0 : some.length % 2 == 1 ? some[half] : (some[half - 1] + some[half]) / 2;
    }
}
