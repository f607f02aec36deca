package dev.headroom.extender.telemetry.prometheus;

import java.util.Arrays;
import java.util.List;

/** The label values of one series, of those labels that matter. Used again for each series. Not thread-safe. */
final class LabelRow {

    private final List<String> names;
    private final String[] values;

    LabelRow(List<String> names) {
        this.names = List.copyOf(names);
        this.values = new String[names.size()];
        clear();
    }

    void clear() {
        Arrays.fill(values, "");
    }

    /** @return −1 for a label that does not matter */
    int placeOf(String name) {
        for (int i = 0; i < values.length; i++) {
            if (names.get(i).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    void set(int place, String value) {
        values[place] = value;
    }

    /** Empty if there is no such label, which means the same. */
    String get(String name) {
        int place = placeOf(name);
        return place < 0 ? "" : values[place];
    }
}
