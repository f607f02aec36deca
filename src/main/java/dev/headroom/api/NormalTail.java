package dev.headroom.api;

/**
 * The upper tail of the standard normal distribution by the rational approximation of J. F. Hart (Computer
 * Approximations, 1968) as G. West gives it (Better approximations to cumulative normal functions, 2005); absolute error
 * below 1e-14.
 */
final class NormalTail {

    private static final double[] NUMERATOR = {
        3.52624965998911e-02,
        0.700383064443688,
        6.37396220353165,
        33.912866078383,
        112.079291497871,
        221.213596169931,
        220.206867912376
    };
    private static final double[] DENOMINATOR = {
        8.83883476483184e-02,
        1.75566716318264,
        16.064177579207,
        86.7807322029461,
        296.564248779674,
        637.333633378831,
        793.826512519948,
        440.413735824752
    };
    private static final double SWITCH = 7.07106781186547;
    private static final double ROOT_OF_2_PI = 2.506628274631;

    private NormalTail() {}

    /** P(Z &gt; x); 0 to 1. */
    static double above(double x) {
        double size = Math.abs(x);
        double tail = size > 37 ? 0 : tail(size);
        return x >= 0 ? tail : 1 - tail;
    }

    private static double tail(double x) {
        double density = Math.exp(-x * x / 2);
        if (x < SWITCH) {
            return density * polynomial(NUMERATOR, x) / polynomial(DENOMINATOR, x);
        }
        return density / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / ROOT_OF_2_PI;
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * x + coefficient;
        }
        return value;
    }
}
