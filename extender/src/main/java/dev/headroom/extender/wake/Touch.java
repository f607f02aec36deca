package dev.headroom.extender.wake;

/** Changes a pod so little that nothing but its scheduler takes notice, and so that its scheduler does. */
@FunctionalInterface
public interface Touch {

    /**
     * Touches the pod once and tries nothing twice. Called by one thread, which waits for it: some seconds at most.
     *
     * @return what came of it; failures are results, nothing is thrown
     */
    Result touch(Retry retry);

    /** Why a pod is tried again. */
    enum Reason {
        /** A node that was refused has room by now. */
        REFUSAL_LAPSED,
        /** A node that kube-scheduler did not ask about has room. */
        OUTSIDE_THE_SAMPLE
    }

    /**
     * One touch of one pod.
     *
     * @param uid of the pod that is meant; another one of the same name is left alone
     * @param firstMillis epoch milliseconds of the pod's first touch, which may be this one
     * @param atMillis epoch milliseconds of this one
     */
    record Retry(String namespace, String name, String uid, Reason reason, long firstMillis, long atMillis) {}

    /** What came of a touch. */
    enum Result {
        DONE,
        /** The pod does not exist any more. */
        GONE,
        /** Headroom may not do this; asking again does not help before somebody grants it. */
        FORBIDDEN,
        /** Anything else; whether the pod was touched is not known. */
        FAILED
    }
}
