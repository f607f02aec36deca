package dev.headroom.api;

/**
 * How pods' memory moves together, learnt from how their forecasts were off. One number for two replicas of a workload
 * and one for two other pods, for the whole cluster: a number per workload would need sums per workload on every node.
 *
 * @param within two replicas of one workload, 0 to 1; {@link Double#NaN} if nothing was learnt
 * @param between any two other pods, 0 to {@code within}; NaN if nothing was learnt
 * @param pairs how many pairs of replicas it was learnt from
 */
public record Correlation(double within, double between, long pairs) {

    /** Nothing was learnt: what a plugin's arguments assume holds. */
    public static final Correlation UNKNOWN = new Correlation(Double.NaN, Double.NaN, 0);

    public Correlation {
        boolean known = within >= 0 && within <= 1 && between >= 0 && between <= within;
        boolean unknown = Double.isNaN(within) && Double.isNaN(between);
        if (!known && !unknown) {
            throw new IllegalArgumentException(
                    "within is " + within + " and between " + between + "; allowed is 0 ≤ between ≤ within ≤ 1");
        }
    }

    public boolean isLearnt() {
        return !Double.isNaN(within);
    }
}
