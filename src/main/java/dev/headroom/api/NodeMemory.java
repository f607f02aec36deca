package dev.headroom.api;

/**
 * A node's memory beside its pods' forecasts: what they can have, and what was measured. Immutable.
 *
 * @param availableBytes what pods can have: {@code status.allocatable}, or less where feedback saw that others take
 *     more than was set aside; 0 for a node that reports none
 * @param isCorrected whether feedback was there to correct it, by however little
 * @param kernelBytes what pods can have before the kernel kills on the node: capacity − what is not pods'
 * @param heldBackBytes what falling forecasts have freed and filters do not give out yet, so that the node does not
 *     flap between full and not full; ≥ 0
 * @param podsWorkingSetBytes Σ of its pods as the kubelet measures it; {@link Double#NaN} unknown
 * @param pressureSome share of time in which some task of its pods waited for memory, 0 to 1; NaN unknown
 * @param measuredAtMillis epoch milliseconds of the newest measurement of the node, 0 if there is none
 */
public record NodeMemory(
        long availableBytes,
        boolean isCorrected,
        long kernelBytes,
        long heldBackBytes,
        double podsWorkingSetBytes,
        double pressureSome,
        long measuredAtMillis) {

    /** Of a node that was not measured: pods can have what it says. */
    public static NodeMemory unmeasured(long allocatableBytes) {
        return new NodeMemory(allocatableBytes, false, allocatableBytes, 0, Double.NaN, Double.NaN, 0);
    }
}
