package dev.headroom.extender.telemetry.kubelet;

import dev.headroom.extender.telemetry.InputHealth;

/** The kubelets' status as that of any source of measurements; its subjects are nodes. */
public final class KubeletHealth {

    private KubeletHealth() {}

    /**
     * An answer of the last visit is at most one interval old; when exactly it came the status does not say.
     *
     * @param intervalMillis between two visits of a node
     */
    public static InputHealth of(KubeletStatus status, long intervalMillis, long nowMillis) {
        String failure = status.lastFailure();
        int colon = failure.indexOf(": ");
        String asked = colon < 0 ? "a kubelet" : "the kubelet of " + failure.substring(0, colon);
        String problem = colon < 0 ? failure : failure.substring(colon + 2);
        return new InputHealth(
                "kubelets",
                status.nodes(),
                status.answering(),
                status.answering() == 0 ? 0 : nowMillis - intervalMillis,
                intervalMillis,
                status.lastFailureAtMillis() == 0
                        ? null
                        : new InputHealth.Failure(status.lastFailureAtMillis(), asked, problem));
    }
}
