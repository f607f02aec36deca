package dev.headroom.api;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A node's aggregates, computed from its pods from scratch. */
public record NodeAggregates(Resources requested, MemorySum forecast, PriorityTiers tiers, NodeLoad load) {

    public static NodeAggregates of(List<PodInfo> pods) {
        Resources requested = Resources.NONE;
        MemorySum forecast = MemorySum.EMPTY;
        SortedMap<Integer, MemorySum> byPriority = new TreeMap<>();
        for (PodInfo pod : pods) {
            requested = requested.plus(pod.requests());
            forecast = forecast.plus(pod.forecast());
            MemorySum tier = byPriority.getOrDefault(pod.priority(), MemorySum.EMPTY);
            byPriority.put(pod.priority(), tier.plus(pod.forecast()));
        }
        return new NodeAggregates(requested, forecast, PriorityTiers.of(byPriority, pods), NodeLoad.of(pods));
    }
}
