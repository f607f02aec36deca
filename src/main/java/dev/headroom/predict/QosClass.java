package dev.headroom.predict;

/** {@code status.qosClass} of a pod. */
public enum QosClass {
    GUARANTEED,
    BURSTABLE,
    BEST_EFFORT;

    /** From Kubernetes' spelling; anything else counts as Burstable, the class between the two others. */
    public static QosClass of(String text) {
        return switch (text) {
            case "Guaranteed" -> GUARANTEED;
            case "BestEffort" -> BEST_EFFORT;
            default -> BURSTABLE;
        };
    }
}
