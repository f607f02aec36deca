package dev.headroom.api;

/** What a plugin says of a pod, or of a pod on a node. Closed: a {@code switch} over it needs no {@code default}. */
public sealed interface Verdict {

    /** The pod can run there. */
    record Fits() implements Verdict {}

    /**
     * The pod cannot run there. Make instances constants: kube-scheduler requeues a pod whose refusal text changes
     * between attempts, without end.
     *
     * @param reason a short code for metrics and logs, for example {@code NodeMemoryForecast}
     * @param text what the user reads in the pod's event; constant, without numbers and names
     * @param removalHelps whether removing pods of lower priority from the node would change the verdict
     */
    record Rejected(String reason, String text, boolean removalHelps) implements Verdict {}

    /** The plugin has no opinion, for the reason given. Counts as fitting. */
    record Skipped(String why) implements Verdict {}

    /** The plugin failed. Never a rejection: the cycle goes on without the plugin. */
    record Broken(Throwable cause) implements Verdict {}

    /** The one instance of {@link Fits}. */
    Fits FITS = new Fits();
}
