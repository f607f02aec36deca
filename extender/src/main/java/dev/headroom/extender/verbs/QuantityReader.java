package dev.headroom.extender.verbs;

import dev.headroom.api.Resources;
import dev.headroom.extender.pod.BadValues;
import dev.headroom.extender.pod.Quantities;
import java.util.function.ToLongFunction;

/** Reads Kubernetes quantities from JSON. One that cannot be understood counts as not set and is reported. */
final class QuantityReader {

    private static final int MAX_BYTES = 64;

    private final JsonCursor json;
    private final BadValues badValues;
    private long milliCpu;
    private long memoryBytes;
    private boolean hasCpu;
    private boolean hasMemory;

    QuantityReader(JsonCursor json, BadValues badValues) {
        this.json = json;
        this.badValues = badValues;
    }

    /**
     * Reads an object of quantities by resource name, or null; {@link #resources} and the others then say what it had.
     *
     * @param cpuField for reports, a constant
     */
    void readResources(String cpuField, String memoryField) {
        milliCpu = 0;
        memoryBytes = 0;
        hasCpu = false;
        hasMemory = false;
        if (json.nullValue()) {
            return;
        }
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            if (json.last().isExactly("cpu")) {
                milliCpu = read(cpuField, Quantities::parseMilliCpu);
                hasCpu = milliCpu >= 0;
            } else if (json.last().isExactly("memory")) {
                memoryBytes = read(memoryField, Quantities::parseBytes);
                hasMemory = memoryBytes >= 0;
            } else {
                json.skip();
            }
        }
    }

    Resources resources() {
        return hasCpu || hasMemory ? new Resources(Math.max(0, milliCpu), Math.max(0, memoryBytes)) : Resources.NONE;
    }

    boolean hasCpu() {
        return hasCpu;
    }

    boolean hasMemory() {
        return hasMemory;
    }

    /** @return −1 if not set or not understood */
    private long read(String field, ToLongFunction<String> parser) {
        int next = json.peek();
        if (json.nullValue()) {
            return -1;
        }
        if (next == '"') {
            json.string();
        } else if (next == '-' || (next >= '0' && next <= '9')) {
            json.number();
        } else {
            json.skip();
            badValues.ignored(field, "neither a string nor a number; allowed is a quantity such as 512Mi");
            return -1;
        }
        if (json.last().length() > MAX_BYTES) {
            badValues.ignored(field, "longer than " + MAX_BYTES + " bytes; allowed is a quantity such as 512Mi");
            return -1;
        }
        try {
            return parser.applyAsLong(json.last().text(field, MAX_BYTES));
        } catch (IllegalArgumentException e) {
            badValues.ignored(field, String.valueOf(e.getMessage()));
            return -1;
        }
    }
}
