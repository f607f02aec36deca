package dev.headroom.extender.ops;

/**
 * How the page measures a node.
 *
 * @param sensitivity share of allocatable memory that may be filled, above 0 to 1
 * @param z standard normal quantile of the forecast that is shown, for example 1.645 for p95
 * @param correlation ρ between every two pods' plateaus, 0 to 1
 */
public record NodeScale(double sensitivity, double z, double correlation) {

    /** The arguments that {@code GcHeadroom} has if none are configured: p95, 0.85 and 0.3. */
    public static final NodeScale DEFAULT = new NodeScale(0.85, 1.6448536269514722, 0.3);

    public NodeScale {
        if (!(sensitivity > 0 && sensitivity <= 1 && correlation >= 0 && correlation <= 1)) {
            throw new IllegalArgumentException("sensitivity is " + sensitivity
                    + ", allowed is above 0 to 1; correlation is " + correlation + ", allowed is 0 to 1");
        }
    }
}
