package dev.headroom.extender.state;

import dev.headroom.api.CpuForecast;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PodMemorySpec;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.PodForecast;
import dev.headroom.predict.QosClass;
import dev.headroom.predict.Sample;
import org.jspecify.annotations.Nullable;

/**
 * The models of all measured containers, and from them what is measured of a pod. Forecasts are made for the time of
 * the newest sample, so that they depend on nothing but the events and their order. The writer's.
 */
final class ContainerTable {

    /** Of a pod whose containers are not known: no source may invent more. */
    private static final int MOST_UNTOLD = 16;

    private final Fleet fleet;
    private final QosWatch responses;

    /** @param responses sees how containers answer memory pressure */
    ContainerTable(Fleet fleet, QosWatch responses) {
        this.fleet = fleet;
        this.responses = responses;
    }

    /** @return whether it is a sample of a container that runs as long as the pod, and newer than the last one */
    boolean sampled(PodRecord pod, String name, Sample sample) {
        ContainerRecord container = sample.isEmpty() ? null : orAppeared(pod, name, sample.atMillis());
        if (container == null || !container.isNews(sample) || !fleet.observe(container.key, sample)) {
            return false;
        }
        container.see(sample);
        responses.see(container, sample);
        container.levelBytes = fleet.levelBytes(container.key);
        container.placement = fleet.placement(container.key, container.sampledAtMillis());
        return true;
    }

    /** For listeners; null if there is no such container. */
    @Nullable
    MeasuredContainer measured(PodRecord pod, String name) {
        ContainerRecord container = find(pod, resolved(pod, name));
        return container == null
                ? null
                : new MeasuredContainer(
                        pod.info,
                        pod.node == null ? null : pod.node.name,
                        container.name,
                        container.spec,
                        container.placement,
                        horizon -> fleet.forecast(container.key, container.sampledAtMillis(), horizon));
    }

    /** The workload keeps it. */
    void remembered(PodRecord pod, Workload workload, StateEvent.ContainerRemembered past) {
        String name = resolved(pod, past.container());
        if (runs(pod, name)) {
            for (StateEvent.ContainerRemembered.Peak peak : past.peaks()) {
                fleet.remembered(workload.history(name), key(pod, name), peak.atMillis(), peak.bytes());
            }
        }
    }

    void missed(PodRecord pod, String name, long atMillis) {
        ContainerRecord container = find(pod, resolved(pod, name));
        if (container != null) {
            fleet.missed(container.key, atMillis);
        }
    }

    /** What the pod says of its containers may have changed. */
    void respecified(PodRecord pod) {
        for (ContainerRecord container : pod.measuredContainers) {
            ContainerSpec spec = spec(pod, container.name);
            if (!spec.equals(container.spec)) {
                container.spec = spec;
                fleet.respecified(container.key, spec);
                if (container.placement != null) {
                    container.placement = fleet.placement(container.key, container.sampledAtMillis());
                }
            }
        }
    }

    /** The pod belongs to another workload now: what it showed there stays there. */
    void moved(PodRecord pod) {
        for (ContainerRecord container : pod.measuredContainers) {
            fleet.gone(container.key);
            appear(pod, container, container.sampledAtMillis());
        }
    }

    void gone(PodRecord pod) {
        for (ContainerRecord container : pod.measuredContainers) {
            fleet.gone(container.key);
            responses.gone(container);
        }
        pod.measuredContainers.clear();
    }

    /** What was expected is too old to be shown; what the models learnt stays. */
    void forget(PodRecord pod) {
        pod.measured = null;
        pod.cpu = CpuForecast.UNKNOWN;
        for (ContainerRecord container : pod.measuredContainers) {
            container.placement = null;
        }
    }

    /** Makes the pod's measured forecasts anew, without containers that ended while others run on. */
    void measure(PodRecord pod) {
        leaveOutSilent(pod);
        PodForecast sum = new PodForecast(pod.workload == null ? 1 : pod.workload.biasFactor());
        for (ContainerRecord container : pod.measuredContainers) {
            if (container.placement != null) {
                sum.add(container.placement, container.milliCpu());
            }
        }
        MemoryForecast measured =
                sum.measured(pod.sampledAtMillis, pod.info.memory().limitBytes());
        pod.measured = measured.isKnown() ? measured : null;
        pod.cpu = sum.cpu();
    }

    private static void leaveOutSilent(PodRecord pod) {
        long newest = 0;
        for (ContainerRecord container : pod.measuredContainers) {
            newest = Math.max(newest, container.sampledAtMillis());
        }
        for (ContainerRecord container : pod.measuredContainers) {
            if (container.isSilentAt(newest)) {
                container.silent = true;
                container.placement = null;
            }
        }
    }

    private @Nullable ContainerRecord orAppeared(PodRecord pod, String name, long atMillis) {
        String resolved = resolved(pod, name);
        ContainerRecord known = find(pod, resolved);
        if (known != null) {
            return known;
        }
        if (!runs(pod, resolved)) {
            return null;
        }
        ContainerRecord container = new ContainerRecord(resolved, key(pod, resolved), spec(pod, resolved));
        pod.measuredContainers.add(container);
        appear(pod, container, atMillis);
        return container;
    }

    private void appear(PodRecord pod, ContainerRecord container, long sampledAtMillis) {
        Workload workload = pod.workload;
        String history = workload == null ? "" : workload.history(container.name);
        long startedAt =
                pod.runningSinceMillis > 0 ? Math.min(pod.runningSinceMillis, sampledAtMillis) : sampledAtMillis;
        fleet.appeared(container.key, history, container.spec, startedAt);
    }

    /** Of a pod's only or first container its UID, which is there already: one string less of every pod. */
    private static String key(PodRecord pod, String container) {
        ContainerRecord known = find(pod, container);
        if (known != null) {
            return known.key;
        }
        boolean first =
                !pod.containers.isEmpty() && pod.containers.getFirst().name().equals(container);
        return first ? pod.info.uid() : pod.info.uid() + "/" + container;
    }

    /** Whether it can be one of the pod's containers that run as long as it does. */
    private static boolean runs(PodRecord pod, String name) {
        return pod.containers.isEmpty()
                ? pod.measuredContainers.size() < MOST_UNTOLD
                : pod.containers.stream().anyMatch(told -> told.name().equals(name));
    }

    private static @Nullable ContainerRecord find(PodRecord pod, String name) {
        for (ContainerRecord container : pod.measuredContainers) {
            if (container.name.equals(name)) {
                return container;
            }
        }
        return null;
    }

    private static String resolved(PodRecord pod, String name) {
        return name.isEmpty() && !pod.containers.isEmpty()
                ? pod.containers.getFirst().name()
                : name;
    }

    private static ContainerSpec spec(PodRecord pod, String name) {
        for (PodContainer told : pod.containers) {
            if (told.name().equals(name)) {
                return told.spec();
            }
        }
        PodInfo info = pod.info;
        PodMemorySpec memory = info.memory();
        return new ContainerSpec(
                memory.limitBytes(),
                0,
                Math.min(info.requests().memoryBytes(), MemoryForecast.MAX_BYTES),
                0,
                Double.NaN,
                memory.goMemLimitBytes() > 0 ? memory.goMemLimitBytes() : ContainerSpec.NOT_SET,
                QosClass.BURSTABLE);
    }
}
