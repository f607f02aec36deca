package dev.headroom.api;

/** Says of one node whether the pod can run there. */
public interface FilterPlugin extends Plugin {

    /** Pure in its arguments; called for hundreds of nodes per pod, so it returns constants and allocates nothing. */
    Verdict filter(CycleState state, PodInfo pod, NodeInfo node);
}
