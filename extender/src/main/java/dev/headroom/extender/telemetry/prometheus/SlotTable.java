package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings.Labels;
import dev.headroom.config.PrometheusSettings.SeriesJoin;
import dev.headroom.extender.telemetry.join.Address;
import dev.headroom.extender.telemetry.join.CgroupPath;
import dev.headroom.extender.telemetry.join.PodDirectory;
import dev.headroom.extender.telemetry.join.PodRef;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the container that a series is about, and keeps what is gathered of it from round to round. Not thread-safe.
 */
final class SlotTable {

    /** As many containers as the largest clusters have twice over; what lies invents more gets no place. */
    private static final int MOST = 400_000;

    /** A pod with more containers than that is not believed. */
    private static final int MOST_PER_POD = 100;

    private record PodSlots(PodRef pod, Map<String, Slot> containers) {}

    private final PodDirectory directory;
    private final Labels labels;
    private final Map<String, Map<String, PodSlots>> byNamespaceAndPod = new HashMap<>();
    private int slots;

    SlotTable(PodDirectory directory, Labels labels) {
        this.directory = directory;
        this.labels = labels;
    }

    int size() {
        return slots;
    }

    /** @return null if no pod that exists is meant */
    @Nullable
    Slot find(LabelRow row, SeriesJoin join, long nowMillis) {
        PodRef pod = pod(row, join);
        if (pod == null) {
            return null;
        }
        String container = pod.container(join == SeriesJoin.INSTANCE ? "" : row.get(labels.container()));
        if (!pod.mayHave(container)) {
            return null;
        }
        Slot slot = slot(pod, container);
        if (slot != null) {
            slot.seenMillis = nowMillis;
        }
        return slot;
    }

    /** Forgets containers of which nothing was seen since then. */
    void forgetUnseenSince(long millis) {
        for (Iterator<Map<String, PodSlots>> spaces = byNamespaceAndPod.values().iterator(); spaces.hasNext(); ) {
            Map<String, PodSlots> pods = spaces.next();
            pods.values().removeIf(pod -> {
                int before = pod.containers().size();
                pod.containers().values().removeIf(slot -> slot.seenMillis < millis);
                slots -= before - pod.containers().size();
                return pod.containers().isEmpty();
            });
            if (pods.isEmpty()) {
                spaces.remove();
            }
        }
    }

    private @Nullable PodRef pod(LabelRow row, SeriesJoin join) {
        return switch (join) {
            case POD -> named(row.get(labels.namespace()), row.get(labels.pod()));
            case UID -> identified(row.get(labels.uid()));
            case ID -> identified(CgroupPath.podUid(row.get(labels.id())));
            case INSTANCE -> {
                String host = Address.host(row.get(labels.instance()));
                yield host.isEmpty() ? null : directory.byAddress(host);
            }
        };
    }

    private @Nullable PodRef named(String namespace, String pod) {
        return pod.isEmpty() ? null : directory.byName(namespace, pod);
    }

    private @Nullable PodRef identified(String uid) {
        return uid.isEmpty() ? null : directory.byUid(uid);
    }

    private @Nullable Slot slot(PodRef pod, String container) {
        // Pods that are known by their UID alone have no name to stand under.
        String key = pod.name().isEmpty() ? pod.uid() : pod.name();
        Map<String, PodSlots> pods = byNamespaceAndPod.computeIfAbsent(pod.namespace(), space -> new HashMap<>());
        PodSlots of = pods.get(key);
        if (of == null || of.pod() != pod && !of.pod().equals(pod)) {
            // Another pod under the same name: what was gathered of the first is not about it.
            slots -= of == null ? 0 : of.containers().size();
            of = new PodSlots(pod, new HashMap<>(2));
            pods.put(key, of);
        }
        Slot slot = of.containers().get(container);
        if (slot == null && slots < MOST && of.containers().size() < MOST_PER_POD) {
            slot = new Slot(pod, container);
            of.containers().put(container, slot);
            slots++;
        }
        return slot;
    }
}
