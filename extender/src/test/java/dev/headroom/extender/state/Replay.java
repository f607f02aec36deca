package dev.headroom.extender.state;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.MemoryModel;
import dev.headroom.predict.Placement;
import dev.headroom.predict.QosClass;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import dev.headroom.predict.WorkloadProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of pods and workloads, computed from the events in the order in which the writer came to them,
 * without any of the writer's tables and sums. Knows the events of {@link RandomEvents}: containers of a pod keep their
 * names, a pod its workload.
 */
final class Replay {

    private static final Comparator<MemoryForecast> ORDER = Comparator.comparingLong(MemoryForecast::meanBytes)
            .thenComparingLong(MemoryForecast::spreadBytes)
            .thenComparingLong(MemoryForecast::sampledAtMillis);

    private static final class Pod {

        private StateEvent.PodApplied now;
        private final long runningSince;
        private final Map<String, Container> containers = new LinkedHashMap<>();

        private Pod(StateEvent.PodApplied first) {
            now = first;
            runningSince = first.nodeName() == null ? 0 : first.createdAtMillis();
        }

        private String container(String said) {
            return said.isEmpty() && !now.containers().isEmpty()
                    ? now.containers().getFirst().name()
                    : said;
        }

        private ContainerSpec spec(String container) {
            for (PodContainer told : now.containers()) {
                if (told.name().equals(container)) {
                    return told.spec();
                }
            }
            PodInfo pod = now.pod();
            return new ContainerSpec(
                    pod.memory().limitBytes(),
                    0,
                    pod.requests().memoryBytes(),
                    0,
                    Double.NaN,
                    ContainerSpec.NOT_SET,
                    QosClass.BURSTABLE);
        }

        private long newest() {
            return containers.values().stream().mapToLong(c -> c.newest).max().orElse(0);
        }
    }

    private static final class Container {

        private ContainerSpec spec;
        private final Map<Sample.Origin, Sample> last = new HashMap<>();
        private long newest;
        private @Nullable Placement placement;

        private Container(ContainerSpec spec) {
            this.spec = spec;
        }

        private long present() {
            Sample said = last.get(Sample.Origin.SCRAPE);
            Sample account = last.get(Sample.Origin.KUBELET);
            if (said != null && (account == null || said.atMillis() >= account.atMillis() - 60_000)) {
                return (long) said.get(Signal.RESIDENT);
            }
            return (long) Objects.requireNonNull(account).get(Signal.WORKING_SET);
        }
    }

    private final Fleet fleet = new Fleet(MemoryModel::new);
    private final Map<String, Pod> pods = new HashMap<>();

    void see(StateEvent event) {
        switch (event) {
            case StateEvent.PodApplied pod when pod.finished() -> gone(pod.pod().uid());
            case StateEvent.PodApplied pod -> applied(pod);
            case StateEvent.PodDeleted pod -> gone(pod.uid());
            case StateEvent.Sampled sampled -> sampled(sampled.ofContainer());
            case StateEvent.ContainerSampled sampled -> sampled(sampled);
            case StateEvent.ScrapeMissed missed -> {
                Pod pod = pods.get(missed.podUid());
                if (pod != null) {
                    fleet.missed(missed.podUid() + "/" + pod.container(missed.container()), missed.atMillis());
                }
            }
            default -> {
                // Says nothing of pods.
            }
        }
    }

    private void applied(StateEvent.PodApplied event) {
        String uid = event.pod().uid();
        Pod pod = pods.computeIfAbsent(uid, unknown -> new Pod(event));
        pod.now = event;
        pod.containers.forEach((name, container) -> {
            ContainerSpec spec = pod.spec(name);
            if (!spec.equals(container.spec)) {
                container.spec = spec;
                fleet.respecified(uid + "/" + name, spec);
                container.placement = fleet.placement(uid + "/" + name, container.newest);
            }
        });
    }

    private void gone(String uid) {
        Pod pod = pods.remove(uid);
        if (pod != null) {
            pod.containers.keySet().forEach(name -> fleet.gone(uid + "/" + name));
        }
    }

    private void sampled(StateEvent.ContainerSampled event) {
        Pod pod = pods.get(event.podUid());
        if (pod == null) {
            return;
        }
        Sample sample = event.sample();
        long at = sample.atMillis();
        String name = pod.container(event.container());
        String key = event.podUid() + "/" + name;
        Container container = pod.containers.computeIfAbsent(name, unknown -> {
            ContainerSpec spec = pod.spec(name);
            long since = pod.runningSince > 0 ? Math.min(pod.runningSince, at) : at;
            fleet.appeared(key, pod.now.pod().workload() + "/" + name, spec, since);
            return new Container(spec);
        });
        Sample before = container.last.get(sample.origin());
        if (before == null || at > before.atMillis()) {
            container.last.put(sample.origin(), sample);
            container.newest = Math.max(container.newest, at);
            fleet.observe(key, sample);
            container.placement = fleet.placement(key, container.newest);
        }
    }

    /** Null if nothing was. */
    @Nullable
    MemoryForecast measured(String uid) {
        Pod pod = Objects.requireNonNull(pods.get(uid));
        double mean = 0;
        double variance = 0;
        double low = 0;
        double excess = 0;
        double confidence = 1;
        for (Container container : pod.containers.values()) {
            Placement placement = Objects.requireNonNull(container.placement);
            mean += placement.meanBytes();
            variance += placement.spreadBytes() * placement.spreadBytes();
            low += placement.lowBytes();
            excess = Math.max(excess, placement.highBytes() - placement.meanBytes());
            confidence = Math.min(confidence, placement.confidence());
        }
        if (pod.containers.isEmpty()) {
            return null;
        }
        long limit = pod.now.pod().memory().limitBytes();
        double within = limit > 0 ? Math.min(mean, limit) : mean;
        double spread = limit > 0 ? Math.min(Math.sqrt(variance), (limit - within) / 2) : Math.sqrt(variance);
        return new MemoryForecast((long) within, (long) spread, confidence, pod.newest(), ForecastSource.MEASURED)
                .withLow((long) low)
                .withHigh((long) Math.min(mean + excess, limit > 0 ? limit : MemoryForecast.MAX_BYTES));
    }

    /** What the measured containers have now. */
    long present(String uid) {
        return Objects.requireNonNull(pods.get(uid)).containers.values().stream()
                .mapToLong(Container::present)
                .sum();
    }

    /** By workload; every one has a measured replica. */
    Map<String, WorkloadProfile> profiles() {
        Map<String, List<MemoryForecast>> byWorkload = new HashMap<>();
        Map<String, List<String>> histories = new HashMap<>();
        pods.forEach((uid, pod) -> {
            String workload = pod.now.pod().workload();
            MemoryForecast own = measured(uid);
            if (own != null) {
                byWorkload.computeIfAbsent(workload, key -> new ArrayList<>()).add(own);
            }
            histories.put(
                    workload,
                    pod.now.containers().isEmpty()
                            ? List.of("")
                            : pod.now.containers().stream()
                                    .map(PodContainer::name)
                                    .toList());
        });
        Map<String, WorkloadProfile> profiles = new HashMap<>();
        byWorkload.forEach((workload, own) -> {
            own.sort(ORDER);
            double usual = 0;
            for (String container : histories.getOrDefault(workload, List.of())) {
                usual += fleet.usualPeakBytes(workload + "/" + container, 0.9);
            }
            profiles.put(workload, WorkloadProfile.of(own).withUsualPeak((long) usual));
        });
        return profiles;
    }
}
