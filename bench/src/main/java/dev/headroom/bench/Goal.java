package dev.headroom.bench;

import org.jspecify.annotations.Nullable;

/**
 * What a figure should reach.
 *
 * @param bound null where the figure is reported as measured, without a goal
 */
public record Goal(String id, String unit, @Nullable Bound bound) {

    /** A comparison with a number. */
    public record Bound(Comparison comparison, double value) {

        boolean isMetBy(double measured) {
            return switch (comparison) {
                case AT_MOST -> measured <= value;
                case AT_LEAST -> measured >= value;
                case EXACTLY -> measured == value;
            };
        }

        @Override
        public String toString() {
            return comparison.sign + " " + (value == Math.rint(value) ? Long.toString((long) value) : value);
        }
    }

    enum Comparison {
        AT_MOST("<="),
        AT_LEAST(">="),
        EXACTLY("=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }
    }

    static Goal atMost(String id, double value, String unit) {
        return new Goal(id, unit, new Bound(Comparison.AT_MOST, value));
    }

    static Goal atLeast(String id, double value, String unit) {
        return new Goal(id, unit, new Bound(Comparison.AT_LEAST, value));
    }

    static Goal exactly(String id, double value, String unit) {
        return new Goal(id, unit, new Bound(Comparison.EXACTLY, value));
    }

    static Goal asMeasured(String id, String unit) {
        return new Goal(id, unit, null);
    }
}
