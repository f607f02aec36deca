package dev.headroom.extender.verbs;

import java.util.List;

/**
 * A request of preempt.
 *
 * @param body what was parsed; ranges lie in it
 * @param candidates in the request's order, each node once
 */
record PreemptionArgs(byte[] body, PodRequest request, List<Candidate> candidates) {

    /**
     * A node and the pods that kube-scheduler would evict from it.
     *
     * @param quotedFrom start of the node's name as a JSON string in the body, quotes included
     * @param victims in kube-scheduler's order; may be empty
     * @param pdbViolations {@code NumPDBViolations}
     */
    record Candidate(String node, int quotedFrom, int quotedTo, List<Victim> victims, long pdbViolations) {}

    /** @param quotedFrom start of the UID as a JSON string in the body, quotes included */
    record Victim(String uid, int quotedFrom, int quotedTo) {}
}
