package dev.headroom.bench.accuracy;

/** Who forecasts. */
enum Method {
    /** The model with everything it can see. */
    HEADROOM("headroom", "Headroom"),
    /** The same without any look at the runtime: what GC awareness is worth. */
    HISTORY("historyOnly", "RSS history only"),
    /** Resident memory as last scraped. */
    LAST("lastRss", "last RSS"),
    /** The highest of the last 5 minutes. */
    MAX5("max5min", "5-min max"),
    /** Decaying p90 · 1.15. */
    VPA("vpa", "VPA style"),
    /** Mean + 5 standard deviations. */
    N_SIGMA("nSigma", "N-sigma"),
    /** The reference's rule. */
    RULE("referenceRule", "reference's rule");

    private final String id;
    private final String title;

    Method(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** As in JSON. */
    String id() {
        return id;
    }

    /** For people. */
    String title() {
        return title;
    }

    boolean isBaseline() {
        return this != HEADROOM;
    }
}
