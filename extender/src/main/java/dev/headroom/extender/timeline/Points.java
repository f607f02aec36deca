package dev.headroom.extender.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Points in time, each with what became known then, {@link Float#NaN} for what did not. At most {@value #MOST} points
 * of the last half hour; what is told within {@value #STEP_MILLIS} ms is one point. About 14 KB. Not thread-safe.
 */
final class Points {

    static final int MOST = 240;
    static final long STEP_MILLIS = 2_500;
    static final long LONGEST_MILLIS = 30 * 60_000;

    private static final Line[] LINES = Line.values();

    private final long[] at = new long[MOST];
    private final float[][] values = new float[LINES.length][MOST];
    private int size;

    /** The index of the point of that moment, a new one if there is none near; −1 if it is too long ago. */
    int at(long atMillis) {
        int index = size;
        while (index > 0 && at[index - 1] > atMillis) {
            index--;
        }
        if (index > 0 && atMillis - at[index - 1] < STEP_MILLIS) {
            return index - 1;
        }
        if (index < size && at[index] - atMillis < STEP_MILLIS) {
            return index;
        }
        return insert(index, atMillis);
    }

    /** Of values that fall on one point the last counts. */
    void put(Line line, int index, double value) {
        if (!Double.isNaN(value)) {
            values[line.ordinal()][index] = (float) value;
        }
    }

    /** Of values that fall on one point the highest counts. */
    void raise(Line line, int index, double value) {
        float before = values[line.ordinal()][index];
        put(line, index, Float.isNaN(before) ? value : Math.max(before, value));
    }

    List<Long> times() {
        List<Long> times = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            times.add(at[i]);
        }
        return times;
    }

    Map<Line, List<Double>> lines() {
        Map<Line, List<Double>> all = new EnumMap<>(Line.class);
        for (Line line : LINES) {
            List<Double> column = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                column.add((double) values[line.ordinal()][i]);
            }
            all.put(line, column);
        }
        return all;
    }

    private int insert(int index, long atMillis) {
        int place = index;
        while (size > 0 && (size == MOST || Math.max(at[size - 1], atMillis) - at[0] > LONGEST_MILLIS)) {
            if (place == 0) {
                return -1;
            }
            remove();
            place--;
        }
        System.arraycopy(at, place, at, place + 1, size - place);
        at[place] = atMillis;
        for (float[] column : values) {
            System.arraycopy(column, place, column, place + 1, size - place);
            column[place] = Float.NaN;
        }
        size++;
        return place;
    }

    /** The oldest. */
    private void remove() {
        size--;
        System.arraycopy(at, 1, at, 0, size);
        for (float[] column : values) {
            System.arraycopy(column, 1, column, 0, size);
            Arrays.fill(column, size, size + 1, Float.NaN);
        }
    }
}
