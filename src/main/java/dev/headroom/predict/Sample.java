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

    /** Why a value that was said is not believed. */
    public enum Drop {
        NOT_A_NUMBER,
        NEGATIVE,
        TOO_LARGE,
        /** It cannot be true together with another one. */
        CONTRADICTORY
    }

    private static final int BITS_PER_DROP = 8;
    private static final int MOST_PER_DROP = 255;

    private final long atMillis;
    private final Origin origin;

    /** How many values were dropped, eight bits for each reason. */
    private final int drops;

    /** Bit i is set if the signal with ordinal i is known. */
    private final long known;

    /** Of the known ones only, in the signals' order: models keep samples, and few sources know more than half. */
    private final double[] values;

    private final List<String> problems;

    private Sample(long atMillis, Origin origin, double[] all, List<String> problems, int drops) {
        this.atMillis = atMillis;
        this.origin = origin;
        this.problems = problems;
        this.drops = drops;
        long bits = 0;
        double[] dense = new double[all.length];
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            if (!Double.isNaN(all[i])) {
                bits |= 1L << i;
                dense[count++] = all[i];
            }
        }
        this.known = bits;
        this.values = Arrays.copyOf(dense, count);
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
        return (known & 1L << signal.ordinal()) != 0;
    }

    /** In the signal's unit; {@link Double#NaN} if it is unknown. */
    public double get(Signal signal) {
        return get(signal, Double.NaN);
    }

    /** In the signal's unit, or what to take if it is unknown. */
    public double get(Signal signal, double otherwise) {
        long bit = 1L << signal.ordinal();
        return (known & bit) == 0 ? otherwise : values[Long.bitCount(known & bit - 1)];
    }

    /** Whether nothing at all is known. */
    public boolean isEmpty() {
        return known == 0;
    }

    /** What was said and not believed: name, value, what is allowed. Of many the first 8. */
    public List<String> problems() {
        return problems;
    }

    /** How many values were said and not believed, 0 to 255. */
    public int dropped(Drop reason) {
        return drops >>> BITS_PER_DROP * reason.ordinal() & MOST_PER_DROP;
    }

    /** The same for whatever reason. */
    public int dropped() {
        int all = 0;
        for (Drop reason : Drop.values()) {
            all += dropped(reason);
        }
        return all;
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
        private int drops;

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
                drop(value < 0 ? Drop.NEGATIVE : Drop.TOO_LARGE, signal, value, allowed);
                return this;
            }
            values[signal.ordinal()] = kept;
            return this;
        }

        /** Notes that the source said NaN where a number should be; what is known of the signal stays. */
        public Builder notANumber(Signal signal) {
            drop(Drop.NOT_A_NUMBER, signal, Double.NaN, "a number");
            return this;
        }

        private void drop(Drop reason, Signal signal, double value, String allowed) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(signal + " is " + value + ", allowed is " + allowed);
            }
            int shift = BITS_PER_DROP * reason.ordinal();
            if ((drops >>> shift & MOST_PER_DROP) < MOST_PER_DROP) {
                drops += 1 << shift;
            }
        }

        public Sample build() {
            double mapped = values[Signal.MAPPED.ordinal()];
            double released = values[Signal.HEAP_RELEASED.ordinal()];
            if (released > mapped) {
                drop(Drop.CONTRADICTORY, Signal.HEAP_RELEASED, released, "at most MAPPED, " + mapped);
                values[Signal.HEAP_RELEASED.ordinal()] = Double.NaN;
            }
            return new Sample(atMillis, origin, values, List.copyOf(problems), drops);
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
