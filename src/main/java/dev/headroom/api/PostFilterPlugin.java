package dev.headroom.api;

import java.util.List;

/** Decides on one preemption candidate: a node, and the pods that kube-scheduler would evict from it. */
public interface PostFilterPlugin extends Plugin {

    /**
     * @param node the node as it is, victims included
     * @param victims never empty; in kube-scheduler's order, highest priority first
     * @return {@link Verdict.Rejected} to drop the candidate
     */
    Verdict postFilter(CycleState state, PodInfo preemptor, NodeInfo node, List<PodInfo> victims);
}
