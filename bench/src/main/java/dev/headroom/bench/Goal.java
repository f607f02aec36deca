package dev.headroom.bench;

import org.jspecify.annotations.Nullable;

/**
 * What a figure should reach.
 *
 * @param bound null where the figure is reported as measured, without a goal
 */
public record Goal(String id, String unit, @Nullable Bound bound) {

    /**
     * Between two numbers, both allowed.
     *
     * @param least {@link Double#NEGATIVE_INFINITY} for none
     * @param most {@link Double#POSITIVE_INFINITY} for none
     */
    public record Bound(double least, double most) {

        public boolean isMetBy(double measured) {
            return measured >= least && measured <= most;
        }

        @Override
        public String toString() {
            if (Double.isInfinite(least)) {
                return "<= " + number(most);
            }
            if (Double.isInfinite(most)) {
                return ">= " + number(least);
            }
            return least == most ? "= " + number(least) : number(least) + " to " + number(most);
        }

        private static String number(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }
    }

    /** Met by a figure of at most this. */
    public static Goal atMost(String id, double value, String unit) {
        return new Goal(id, unit, new Bound(Double.NEGATIVE_INFINITY, value));
    }

    /** Met by a figure of at least this. */
    public static Goal atLeast(String id, double value, String unit) {
        return new Goal(id, unit, new Bound(value, Double.POSITIVE_INFINITY));
    }

    /** Met by a figure between these, both allowed. */
    public static Goal within(String id, double least, double most, String unit) {
        return new Goal(id, unit, new Bound(least, most));
    }

    /** Met by this figure only. */
    public static Goal exactly(String id, double value, String unit) {
        return new Goal(id, unit, new Bound(value, value));
    }

    /** Reported as measured. */
    public static Goal asMeasured(String id, String unit) {
        return new Goal(id, unit, null);
    }
}
