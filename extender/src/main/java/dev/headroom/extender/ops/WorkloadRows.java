package dev.headroom.extender.ops;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.extender.timeline.Followed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts followed containers together to workloads. */
final class WorkloadRows {

    /** What the workloads are sorted by. */
    enum Order {
        /** The one whose container is nearest its limit first. */
        RISK,
        NAME
    }

    private static final Comparator<List<Followed>> BY_RISK =
            Comparator.comparing((List<Followed> containers) -> containers.getFirst(), WorkloadRow.NEAREST_LIMIT);

    private WorkloadRows() {}

    /** By workload, in the order in which they were seen; in each the nearest to its limit first. */
    static Map<String, List<Followed>> byWorkload(List<Followed> followed) {
        Map<String, List<Followed>> byWorkload = new LinkedHashMap<>();
        for (Followed one : followed) {
            byWorkload
                    .computeIfAbsent(one.workload(), unknown -> new ArrayList<>())
                    .add(one);
        }
        byWorkload.values().forEach(containers -> containers.sort(WorkloadRow.NEAREST_LIMIT));
        return byWorkload;
    }

    /** @param nameContains lower or upper case alike; empty for all */
    static List<WorkloadRow> rows(List<Followed> followed, ClusterView view, Order order, String nameContains) {
        String part = nameContains.toLowerCase(Locale.ROOT);
        Map<String, List<Followed>> byWorkload = byWorkload(followed);
        Map<String, Integer> running = running(view, byWorkload);
        return byWorkload.entrySet().stream()
                .filter(each -> each.getKey().toLowerCase(Locale.ROOT).contains(part))
                .sorted(
                        switch (order) {
                            case NAME -> Map.Entry.comparingByKey();
                            case RISK -> Map.Entry.comparingByValue(BY_RISK);
                        })
                .map(each -> WorkloadRow.of(each.getValue(), running.getOrDefault(each.getKey(), 0)))
                .toList();
    }

    /** One look at each pod, some milliseconds for 100,000. */
    static Map<String, Integer> running(ClusterView view, Map<String, List<Followed>> byWorkload) {
        Map<String, Integer> running = new HashMap<>();
        byWorkload.forEach((workload, containers) -> {
            if (containers.getFirst().pod().workload().isEmpty()) {
                running.put(workload, 1);
            }
        });
        for (int slot = 0; slot < view.slots(); slot++) {
            NodeInfo node = view.node(slot);
            if (node == null) {
                continue;
            }
            for (PodInfo pod : node.pods()) {
                if (byWorkload.containsKey(pod.workload())) {
                    running.merge(pod.workload(), 1, Integer::sum);
                }
            }
        }
        return running;
    }
}
