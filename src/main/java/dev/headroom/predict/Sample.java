package dev.headroom.predict;

import dev.headroom.api.MemoryForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one source said about one container at one moment. Any signal may be missing: absent is unknown, never 0.
 * Immutable. Made by {@link Builder}, which drops what no container can report and keeps count.
 */
public final class Sample {

    /** Where a sample comes from, for people. */
    public enum Origin {
        /** The program's own metrics end point. */
        SCRAPE,
        /** A Prometheus server. */
        PROMETHEUS,
        /** The kubelet's metrics of the container's cgroup. */
        KUBELET
    }

    private final long atMillis;
    private final Origin origin;
    private final double[] values;
    private final List<String> problems;

    private Sample(long atMillis, Origin origin, double[] values, List<String> problems) {
        this.atMillis = atMillis;
        this.origin = origin;
        this.values = values;
        this.problems = problems;
    }

    /** A sample of that moment. @param atMillis epoch milliseconds of the measurement */
    public static Builder at(long atMillis, Origin origin) {
        return new Builder(atMillis, origin);
    }

    public long atMillis() {
        return atMillis;
    }

    public Origin origin() {
        return origin;
    }

    public boolean has(Signal signal) {
        return !Double.isNaN(values[signal.ordinal()]);
    }

    /** In the signal's unit; {@link Double#NaN} if it is unknown. */
    public double get(Signal signal) {
        return values[signal.ordinal()];
    }

    /** In the signal's unit, or what to take if it is unknown. */
    public double get(Signal signal, double otherwise) {
        double value = values[signal.ordinal()];
        return Double.isNaN(value) ? otherwise : value;
    }

    /** Whether nothing at all is known. */
    public boolean isEmpty() {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    /** What was said and not believed: name, value, what is allowed. */
    public List<String> problems() {
        return problems;
    }

    /** Collects the values of one sample; not thread-safe. */
    public static final class Builder {

        private static final double NO_LIMIT = 0x1p62;
        private static final double OFF = -1;
        private static final int MOST_PROBLEMS = 8;

        private final long atMillis;
        private final Origin origin;
        private final double[] values = new double[Signal.values().length];
        private final List<String> problems = new ArrayList<>();

        private Builder(long atMillis, Origin origin) {
            this.atMillis = atMillis;
            this.origin = origin;
            Arrays.fill(values, Double.NaN);
        }

        /**
         * Takes a value as it was said. NaN says nothing. "No limit" and "no goal", which runtimes and kernels export
         * as about 2⁶³, are kept as infinity; anything else beyond 64 TiB, negative or infinite is dropped.
         */
        public Builder put(Signal signal, double value) {
            if (Double.isNaN(value)) {
                return this;
            }
            double kept = mayBeUnlimited(signal) && value >= NO_LIMIT ? Double.POSITIVE_INFINITY : value;
            if (signal.kind() == Signal.Kind.PERCENT && value >= NO_LIMIT) {
                // The runtime keeps "off" as -1 and exports it as an unsigned number.
                kept = OFF;
            }
            String allowed = allowed(signal, kept);
            if (!allowed.isEmpty()) {
                if (problems.size() < MOST_PROBLEMS) {
                    problems.add(signal + " is " + value + ", allowed is " + allowed);
                }
                return this;
            }
            values[signal.ordinal()] = kept;
            return this;
        }

        public Sample build() {
            double mapped = values[Signal.MAPPED.ordinal()];
            double released = values[Signal.HEAP_RELEASED.ordinal()];
            if (released > mapped) {
                problems.add("HEAP_RELEASED is " + released + ", allowed is at most MAPPED, " + mapped);
                values[Signal.HEAP_RELEASED.ordinal()] = Double.NaN;
            }
            return new Sample(atMillis, origin, values.clone(), List.copyOf(problems));
        }

        private static boolean mayBeUnlimited(Signal signal) {
            return switch (signal) {
                case HEAP_GOAL, MEMORY_LIMIT, CGROUP_MAX, CGROUP_HIGH, LARGEST_HEAP -> true;
                default -> false;
            };
        }

        /** Empty if the value can be believed. */
        private static String allowed(Signal signal, double value) {
            if (mayBeUnlimited(signal) && value == Double.POSITIVE_INFINITY) {
                return "";
            }
            return switch (signal.kind()) {
                case BYTES ->
                    value >= 0 && value <= MemoryForecast.MAX_BYTES
                            ? ""
                            : "0 to " + MemoryForecast.MAX_BYTES + " bytes";
                case COUNTER, COUNT -> value >= 0 && value < 0x1p63 ? "" : "a finite number of at least 0";
                case PERCENT -> value <= Integer.MAX_VALUE ? "" : "at most " + Integer.MAX_VALUE + " percent";
            };
        }
    }
}
