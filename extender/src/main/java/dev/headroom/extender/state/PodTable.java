package dev.headroom.extender.state;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.predict.Predictor;
import dev.headroom.predict.Sample;
import dev.headroom.predict.WorkloadProfile;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All pods; what changes of one changes the sums of its node by exactly that. The writer's. */
final class PodTable {

    private final NodeTable nodes;
    private final WorkloadBook workloads;
    private final ContainerTable containers;
    private final Outcomes outcomes;
    private final Predictor predictor;
    private final InstantSource clock;

    private final Map<String, PodRecord> byUid = new HashMap<>();
    private final List<PodRecord> all = new ArrayList<>();
    private final Set<String> finished = new HashSet<>();
    private int placed;
    private int placedKnown;

    PodTable(
            NodeTable nodes,
            WorkloadBook workloads,
            ContainerTable containers,
            Outcomes outcomes,
            Predictor predictor,
            InstantSource clock) {
        this.nodes = nodes;
        this.workloads = workloads;
        this.containers = containers;
        this.outcomes = outcomes;
        this.predictor = predictor;
        this.clock = clock;
    }

    /** @param event of a pod that is not finished */
    void apply(StateEvent.PodApplied event) {
        PodInfo pod = event.pod();
        String nodeName = event.nodeName();
        finished.remove(pod.uid());
        PodRecord record = byUid.get(pod.uid());
        if (record == null) {
            record = new PodRecord(pod);
            record.containers = event.containers();
            record.runningSinceMillis = nodeName == null ? 0 : event.createdAtMillis();
            record.index = all.size();
            all.add(record);
            byUid.put(pod.uid(), record);
            record.workload = workloads.join(record);
        } else if (record.isAs(event)) {
            return;
        }
        unplace(record);
        accept(record, event);
        if (nodeName != null) {
            place(record, nodes.orHeardOf(nodeName));
            if (!record.bound) {
                record.bound = true;
                outcomes.bound(pod.uid(), nodeName);
            }
        }
    }

    void finish(String uid) {
        if (finished.add(uid)) {
            outcomes.gone(uid, drop(uid));
        }
    }

    void delete(String uid) {
        if (!finished.remove(uid)) {
            outcomes.gone(uid, drop(uid));
        }
    }

    /**
     * @param container its name; empty if only the pod is known
     * @return false if there is no such pod, or the sample says nothing new of it
     */
    boolean sampled(String uid, String container, Sample sample) {
        PodRecord record = byUid.get(uid);
        if (record == null) {
            return false;
        }
        long before = record.measuredBytes();
        if (!containers.sampled(record, container, sample)) {
            return false;
        }
        if (sample.atMillis() >= record.sampledAtMillis) {
            record.sampledAtMillis = sample.atMillis();
            record.sampledBy = sample.origin();
        }
        workloads.compare(record, record.sampledAtMillis);
        containers.measure(record);
        if (record.node != null) {
            nodes.touch(record.node);
        }
        if (record.workload != null) {
            workloads.touch(record.workload);
        }
        believe(record, before);
        return true;
    }

    void remembered(StateEvent.ContainerRemembered past) {
        PodRecord record = byUid.get(past.podUid());
        if (record != null && record.workload != null) {
            containers.remembered(record, record.workload, past);
            workloads.touch(record.workload);
        }
    }

    /** Asks the predictor anew; nothing happens if it says the same as before. */
    void reforecast(PodRecord record) {
        believe(record, record.measuredBytes());
    }

    /** @param measuredBefore what the pod counts as measured on its node until now */
    private void believe(PodRecord record, long measuredBefore) {
        PodInfo before = record.info;
        MemoryForecast forecast = forecast(record, before);
        boolean changed = !forecast.equals(before.forecast());
        if (changed || !record.cpu.equals(before.cpu())) {
            record.info = before.withForecast(forecast).withCpu(record.cpu);
        }
        NodeRecord node = record.node;
        if (node == null) {
            return;
        }
        node.remeasure(measuredBefore, record.measuredBytes());
        if (changed) {
            node.replace(before, record.info);
            placedKnown += known(record.info) - known(before);
            nodes.touch(node);
        }
    }

    int size() {
        return all.size();
    }

    PodRecord at(int index) {
        return all.get(index);
    }

    @Nullable
    PodRecord get(String uid) {
        return byUid.get(uid);
    }

    /** Whether pods run and not even one of them has a forecast. */
    boolean isBlind() {
        return placed > 0 && placedKnown == 0;
    }

    private void accept(PodRecord record, StateEvent.PodApplied event) {
        PodInfo pod = event.pod();
        boolean moved = !pod.workload().equals(record.info.workload());
        if (moved && record.workload != null) {
            workloads.leave(record, record.workload);
        }
        record.info = pod;
        record.containers = event.containers();
        containers.respecified(record);
        if (moved) {
            record.workload = workloads.join(record);
            containers.moved(record);
        }
        if (record.measured != null) {
            containers.measure(record);
            if (record.workload != null) {
                workloads.touch(record.workload);
            }
        }
        MemoryForecast forecast = forecast(record, pod);
        record.info = pod.withForecast(forecast).withCpu(record.cpu);
    }

    private MemoryForecast forecast(PodRecord record, PodInfo pod) {
        WorkloadProfile profile = record.workload == null ? null : record.workload.profile;
        MemoryForecast measured = record.measured;
        MemoryForecast forecast = predictor.forecast(pod, measured, profile, clock.millis());
        if (measured != null && forecast.source() != ForecastSource.MEASURED) {
            // The predictor has forgotten it; nothing may go on showing it.
            containers.forget(record);
        }
        // A fresh measurement counts as it is, and is kept once.
        return measured != null && measured.equals(forecast) ? measured : forecast;
    }

    private void place(PodRecord record, NodeRecord node) {
        node.add(record);
        record.node = node;
        placed++;
        placedKnown += known(record.info);
        nodes.touch(node);
    }

    private void unplace(PodRecord record) {
        NodeRecord node = record.node;
        if (node != null) {
            node.remove(record);
            record.node = null;
            placed--;
            placedKnown -= known(record.info);
            nodes.touch(node);
            nodes.forgetIfUnused(node);
        }
    }

    /** @return whether the pod was ever bound */
    private boolean drop(String uid) {
        PodRecord record = byUid.remove(uid);
        if (record == null) {
            return false;
        }
        unplace(record);
        // Before the workload looks at its replicas for the last time.
        containers.gone(record);
        if (record.workload != null) {
            workloads.leave(record, record.workload);
        }
        PodRecord last = all.removeLast();
        if (last != record) {
            all.set(record.index, last);
            last.index = record.index;
        }
        return record.bound;
    }

    private static int known(PodInfo pod) {
        return pod.forecast().isKnown() ? 1 : 0;
    }
}
