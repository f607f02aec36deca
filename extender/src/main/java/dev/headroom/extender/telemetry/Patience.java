package dev.headroom.extender.telemetry;

import java.util.HashMap;
import java.util.Map;

/**
 * Asks a target that does not answer more and more rarely, so that dead ones do not take the places of the living:
 * after two failures in a row every 2nd round, then every 4th, 8th, at most every 12th (a minute at 5 s). One answer
 * of any kind ends it. Not thread-safe.
 */
final class Patience {

    private static final int PATIENT_FAILURES = 2;
    private static final int MOST_ROUNDS = 12;

    private static final class Silence {
        private int failures;
        private int roundsToSkip;
    }

    private final Map<String, Silence> silent = new HashMap<>();

    /** Whether the target is asked in this round; to be called once per round. */
    boolean asks(String podUid) {
        Silence silence = silent.get(podUid);
        return silence == null || silence.roundsToSkip-- <= 0;
    }

    void answered(String podUid) {
        silent.remove(podUid);
    }

    void failed(String podUid) {
        Silence silence = silent.computeIfAbsent(podUid, uid -> new Silence());
        silence.failures = Math.min(silence.failures + 1, 30);
        int every = silence.failures < PATIENT_FAILURES
                ? 1
                : Math.min(MOST_ROUNDS, 1 << Math.min(10, silence.failures - PATIENT_FAILURES + 1));
        silence.roundsToSkip = every - 1;
    }

    void forget(String podUid) {
        silent.remove(podUid);
    }
}
