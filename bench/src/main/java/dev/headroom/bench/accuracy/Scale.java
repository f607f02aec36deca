package dev.headroom.bench.accuracy;

/** Where moments and amounts are in a drawing. */
record Scale(long fromMillis, long untilMillis, double mostMib, double left, double right, double top, double bottom) {

    private static final double MIB = 1 << 20;

    double x(long atMillis) {
        return left + (right - left) * (atMillis - fromMillis) / Math.max(1.0, untilMillis - fromMillis);
    }

    /** Amounts beyond the scale are drawn at its edge; NaN stays. */
    double y(double bytes) {
        return Math.max(top, bottom - (bottom - top) * bytes / MIB / mostMib);
    }

    /** A round distance between lines, so that there are 4 to 10 of them. */
    static double step(double most) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-9))));
        for (double part : new double[] {0.1, 0.2, 0.5}) {
            if (most / (step * part) <= 10) {
                return step * part;
            }
        }
        return step;
    }
}
