package dev.headroom.extender.state;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One published state of the cluster: immutable, so that a verb that took it sees no change. */
public interface ClusterView {

    /** Grows by one with each published state. */
    long version();

    /** Whether all that existed at start is in it. */
    boolean synced();

    /** The same object in all states between which no node came, went or got another slot; compared by identity. */
    Object nodeSet();

    /** The number of slots; some may be empty. */
    int slots();

    /** The node in a slot; null if the slot is empty. */
    @Nullable
    NodeInfo node(int slot);

    /** The slot of the node whose name stands in UTF-8 at {@code [from, to)}; −1 if there is none. No string is made. */
    int slotOf(byte[] utf8, int from, int to);

    /** The slot of the node with this name; −1 if there is none. */
    int slotOf(String name);

    /** What is expected of a pod that is not placed yet, by its workload's replicas, annotations or specification. */
    MemoryForecast forecast(PodInfo pod);

    /** Why forecasts are worse than they could be, as constant codes such as {@code NotSynced}; empty if all is well. */
    List<String> degraded();
}
