package dev.headroom.api;

import java.util.List;

/** Looks at the pod and all nodes that passed the filters, before they are scored. */
public interface PreScorePlugin extends Plugin {

    /** @return {@link Verdict.Fits} to go on, {@link Verdict.Skipped} to give no opinion on this pod */
    Verdict preScore(CycleState state, PodInfo pod, List<NodeInfo> nodes);
}
