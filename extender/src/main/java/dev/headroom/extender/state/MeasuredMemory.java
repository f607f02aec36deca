package dev.headroom.extender.state;

import dev.headroom.api.NodeMemory;
import dev.headroom.predict.Feedback;
import dev.headroom.predict.FeedbackObservation;
import dev.headroom.predict.FeedbackSettings;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one node's memory, and what follows from it for its pods: how much they can have, and how much
 * of what they free is held back.
 *
 * <p>Held back is hysteresis of the kind that mechanics call play: what the forecasts of pods that stay give back, or a
 * correction upwards, counts as free only beyond 1 % of the node, so that a node does not flap between full and not full.
 * Pods that come or go move nothing: they are no wobble. The writer's.
 */
final class MeasuredMemory {

    private static final double MOST_HELD_BACK = 0.01;

    /** A pressure or a working set that is older says nothing of now. */
    private static final long FRESH_MILLIS = 300_000;

    private final FeedbackSettings settings;
    private long allocatableBytes;
    private long capacityBytes;
    private @Nullable Feedback feedback;
    private boolean corrected;
    private long availableBytes;
    private double heldBackBytes;
    private double podsBytes = Double.NaN;
    private double pressureSome = Double.NaN;
    private long measuredAtMillis;

    MeasuredMemory(FeedbackSettings settings) {
        this.settings = settings;
    }

    /** What the node says of itself. @return whether that is new: then what was learnt of the old node is forgotten */
    boolean describe(long newAllocatableBytes, long newCapacityBytes) {
        if (newAllocatableBytes == allocatableBytes && newCapacityBytes == capacityBytes) {
            return false;
        }
        allocatableBytes = newAllocatableBytes;
        capacityBytes = newCapacityBytes;
        feedback = null;
        corrected = false;
        availableBytes = newAllocatableBytes;
        heldBackBytes = 0;
        return true;
    }

    /** Takes a measurement that is newer than the last. @return whether {@link #published} may say something else */
    boolean measured(StateEvent.NodeMeasured measured, long nowMillis) {
        if (capacityBytes > 0 && allocatableBytes > 0) {
            if (feedback == null) {
                feedback = new Feedback(settings, allocatableBytes);
            }
            Feedback.Outcome outcome = feedback.observe(
                    new FeedbackObservation(
                            measured.atMillis(),
                            capacityBytes,
                            measured.workingSetBytes(),
                            measured.podsWorkingSetBytes()),
                    nowMillis);
            if (outcome == Feedback.Outcome.MOVED) {
                correct(nowMillis);
            }
        }
        if (measured.atMillis() <= measuredAtMillis || measured.atMillis() > nowMillis + settings.periodMillis()) {
            return false;
        }
        measuredAtMillis = measured.atMillis();
        podsBytes = measured.podsWorkingSetBytes() >= 0 ? measured.podsWorkingSetBytes() : Double.NaN;
        double some = measured.memoryPressureSome();
        pressureSome = some >= 0 && some <= 1 ? some : Double.NaN;
        return true;
    }

    /** The need of pods that stay has grown by so much; negative if it fell. */
    void wobbled(double bytes) {
        heldBackBytes = Math.clamp(heldBackBytes - bytes, 0, MOST_HELD_BACK * availableBytes);
    }

    /** Lets go of what is too old. @return whether {@link #published} says something else now */
    boolean forget(long nowMillis) {
        boolean changed = false;
        if (measuredAtMillis > 0 && nowMillis - measuredAtMillis >= FRESH_MILLIS && !Double.isNaN(podsBytes)) {
            podsBytes = Double.NaN;
            pressureSome = Double.NaN;
            changed = true;
        }
        if (corrected && feedback != null && !feedback.isCorrected(nowMillis)) {
            correct(nowMillis);
            changed = true;
        }
        return changed;
    }

    NodeMemory published() {
        // The kubelet sets the eviction threshold aside; the kernel does not.
        long kernelBytes = availableBytes > 0 ? availableBytes + settings.evictionThresholdBytes() : 0;
        return new NodeMemory(
                availableBytes,
                corrected,
                kernelBytes,
                (long) heldBackBytes,
                podsBytes,
                pressureSome,
                measuredAtMillis);
    }

    private void correct(long nowMillis) {
        long before = availableBytes;
        corrected = feedback != null && feedback.isCorrected(nowMillis);
        // Never more than the node gives out: the kubelet bounds the cgroup of all pods by it.
        availableBytes = corrected && feedback != null
                ? Math.min(feedback.predictedBytes(), allocatableBytes)
                : allocatableBytes;
        wobbled((double) before - availableBytes);
    }
}
