package dev.headroom.predict;

/**
 * What was measured of a node's memory at one moment, all of it by the kubelet: nothing in it is a tenant's claim.
 *
 * @param atMillis epoch milliseconds of the older of both working sets
 * @param capacityBytes {@code status.capacity.memory}
 * @param workingSetBytes of the whole node
 * @param podsWorkingSetBytes Σ over its pods
 */
public record FeedbackObservation(long atMillis, long capacityBytes, long workingSetBytes, long podsWorkingSetBytes) {

    /** By how much figures that were read at slightly different moments may contradict each other. */
    private static final double TOLERANCE = 0.02;

    /** Whether a node can be like that. */
    public boolean isPossible() {
        double slack = TOLERANCE * capacityBytes;
        return capacityBytes > 0
                && workingSetBytes >= 0
                && podsWorkingSetBytes >= 0
                && workingSetBytes <= capacityBytes + slack
                && podsWorkingSetBytes <= workingSetBytes + slack;
    }

    /**
     * What pods can have, in bytes: capacity − (node working set − Σ pods) − eviction threshold. What pods take cancels
     * out, so this sees only what no pod's forecast can see: the kernel, daemons, fragmentation. At least 1.
     */
    public long availableToPodsBytes(long evictionThresholdBytes) {
        long others = Math.max(0, workingSetBytes - podsWorkingSetBytes);
        return Math.max(1, capacityBytes - others - evictionThresholdBytes);
    }
}
