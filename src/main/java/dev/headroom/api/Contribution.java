package dev.headroom.api;

import java.util.ArrayList;
import java.util.List;

/**
 * The numbers behind one plugin's opinion on one node.
 *
 * @param quantities what went in, in the order in which a reader wants it
 * @param confidence of the forecast that was used, 0 to 1; {@link Double#NaN} if the plugin used none
 * @param sampledAtMillis epoch milliseconds of the oldest measurement that went in, 0 if there was none
 */
public record Contribution(List<Quantity> quantities, double confidence, long sampledAtMillis) {

    public Contribution {
        quantities = List.copyOf(quantities);
    }

    /** The same with more numbers behind these. */
    public Contribution and(Quantity... more) {
        List<Quantity> all = new ArrayList<>(quantities);
        all.addAll(List.of(more));
        return new Contribution(all, confidence, sampledAtMillis);
    }

    /** A named number with its unit, for example {@code available 3221225472 BYTES}. */
    public record Quantity(String name, double value, Unit unit) {}

    /** Units of a {@link Quantity}. */
    public enum Unit {
        BYTES,
        MILLI_CPU,
        PERCENT,
        COUNT
    }
}
