package dev.headroom.extender.backtest;

/** Ways to say how much memory is enough. */
public enum Method {
    /** p95 of the highest memory within the horizon. */
    HEADROOM("headroom"),
    /** The Vertical Pod Autoscaler's p90 · 1.15. */
    VPA("vpa"),
    N_SIGMA("nSigma"),
    /** What the owner wrote into the specification. */
    REQUEST("request");

    private final String key;

    Method(String key) {
        this.key = key;
    }

    /** As machines read it. */
    public String key() {
        return key;
    }
}
