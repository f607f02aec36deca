package dev.headroom.extender.state;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.MemorySum;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Resources;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What unresolved pods add to one node. Sums are exact integers, so that what is added comes off to the last bit. */
final class NodeCharge {

    private static final long[] NONE = {};

    private final String node;
    private int slot = -1;
    private int pods;
    private int known;
    private long meanBytes;
    private long spreadBytes;
    private long varianceKib2;
    private long milliCpu;
    private long memoryBytes;

    /** Of the pods that have one, in no order: a maximum cannot be taken back. */
    private long[] excesses = NONE;

    private int excessCount;
    private @Nullable NodeInfo base;
    private @Nullable NodeInfo charged;

    NodeCharge(String node) {
        this.node = node;
    }

    String node() {
        return node;
    }

    /** Where the node is; −1 while it is gone. */
    int slot() {
        return slot;
    }

    void movedTo(int newSlot) {
        slot = newSlot;
    }

    boolean isEmpty() {
        return pods == 0;
    }

    void add(MemoryForecast forecast, Resources requests) {
        change(forecast, requests, 1);
    }

    void remove(MemoryForecast forecast, Resources requests) {
        change(forecast, requests, -1);
    }

    /** The node with these charges; the same record again while neither the node nor the charges have changed. */
    NodeInfo on(NodeInfo record) {
        if (pods == 0) {
            return record;
        }
        NodeInfo made = charged;
        if (made == null || base != record) {
            MemorySum sum = new MemorySum(meanBytes, spreadBytes, varianceKib2, known, pods - known);
            made = record.withCharges(sum, new Resources(milliCpu, memoryBytes), largestExcess());
            base = record;
            charged = made;
        }
        return made;
    }

    private void change(MemoryForecast forecast, Resources requests, int sign) {
        pods += sign;
        if (forecast.isKnown()) {
            known += sign;
            meanBytes += sign * forecast.meanBytes();
            spreadBytes += sign * forecast.spreadBytes();
            varianceKib2 += sign * forecast.varianceKib2();
            change(forecast.excessBytes(), sign);
        }
        milliCpu += sign * requests.milliCpu();
        memoryBytes += sign * requests.memoryBytes();
        base = null;
        charged = null;
    }

    private void change(long excess, int sign) {
        if (excess == 0) {
            return;
        }
        if (sign > 0) {
            if (excessCount == excesses.length) {
                excesses = Arrays.copyOf(excesses, Math.max(4, 2 * excessCount));
            }
            excesses[excessCount++] = excess;
            return;
        }
        for (int i = 0; i < excessCount; i++) {
            if (excesses[i] == excess) {
                excesses[i] = excesses[--excessCount];
                return;
            }
        }
    }

    private long largestExcess() {
        long largest = 0;
        for (int i = 0; i < excessCount; i++) {
            largest = Math.max(largest, excesses[i]);
        }
        return largest;
    }
}
