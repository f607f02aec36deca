package dev.headroom.runtime;

/** Where a plugin is called, by the names of the Kubernetes scheduler framework. */
public enum ExtensionPoint {
    PRE_FILTER("PreFilter"),
    FILTER("Filter"),
    PRE_SCORE("PreScore"),
    SCORE("Score"),
    POST_FILTER("PostFilter");

    private final String label;

    ExtensionPoint(String label) {
        this.label = label;
    }

    /** The name in metrics, logs and explanations. */
    public String label() {
        return label;
    }
}
