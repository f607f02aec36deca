package dev.headroom.api;

/** Looks at the pod once, before any node: prepares what {@link FilterPlugin} needs, or skips the plugin's filter. */
public interface PreFilterPlugin extends Plugin {

    /**
     * @return {@link Verdict.Fits} to go on; {@link Verdict.Skipped} to leave out this plugin's filter for the pod;
     *     {@link Verdict.Rejected} if no node can take the pod
     */
    Verdict preFilter(CycleState state, PodInfo pod);
}
