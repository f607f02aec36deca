package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.api.MemoryForecast;
import dev.headroom.config.PrometheusSettings;
import dev.headroom.config.PrometheusSettings.Labels;
import dev.headroom.extender.pod.WorkloadKey;
import dev.headroom.predict.ContainerSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What kube-state-metrics says about containers: limits, requests, and who owns their pods. For where nobody watches
 * the cluster itself. Not thread-safe.
 */
public final class WrittenDown {

    /** Nothing is said. */
    public static final WrittenDown NOTHING =
            new WrittenDown(PrometheusSettings.of("").labels());

    private static final String NAME = "__name__";
    private static final String LIMITS = "kube_pod_container_resource_limits";
    private static final String REQUESTS = "kube_pod_container_resource_requests";
    private static final String OWNER = "kube_pod_owner";
    private static final String RESOURCE = "resource";
    private static final String OWNER_KIND = "owner_kind";
    private static final String OWNER_NAME = "owner_name";

    private record Pod(String namespace, String name) {}

    private record Container(Pod pod, String name) {}

    /** In bytes and thousandths of a CPU; 0 for none. */
    private static final class Amounts {
        private long limit;
        private long request;
        private long cpuMillis;
    }

    private final Labels labels;
    private final Map<Container, Amounts> amounts = new HashMap<>();
    private final Map<Pod, String> owners = new HashMap<>();

    WrittenDown(Labels labels) {
        this.labels = labels;
    }

    Query query() {
        List<String> all =
                List.of(NAME, labels.namespace(), labels.pod(), labels.container(), RESOURCE, OWNER_KIND, OWNER_NAME);
        return new Query(
                "written_down",
                "max by " + Selection.list(all) + " ({" + NAME + "=~\"" + LIMITS + "|" + REQUESTS + "\"," + RESOURCE
                        + "=~\"memory|cpu\"} or {" + NAME + "=\"" + OWNER + "\",owner_is_controller=\"true\"})",
                all);
    }

    SeriesSink taking() {
        return new SeriesSink() {

            private LabelRow row = new LabelRow(List.of());

            @Override
            public void series(LabelRow labelRow) {
                row = labelRow;
            }

            @Override
            public void point(long atMillis, double value) {
                take(row, value);
            }
        };
    }

    /** {@link ContainerSpec#UNKNOWN} if nothing is said. What the environment sets is not said here. */
    public ContainerSpec spec(String namespace, String pod, String container) {
        Amounts said = amounts.get(new Container(new Pod(namespace, pod), container));
        ContainerSpec unknown = ContainerSpec.UNKNOWN;
        return said == null
                ? unknown
                : new ContainerSpec(
                        said.limit,
                        0,
                        said.request,
                        said.cpuMillis,
                        unknown.gogcPercent(),
                        unknown.goMemLimitBytes(),
                        unknown.qos());
    }

    /** {@code namespace/Kind/name}; empty if nobody owns the pod, or nothing is said. */
    public String workload(String namespace, String pod) {
        return owners.getOrDefault(new Pod(namespace, pod), "");
    }

    private void take(LabelRow row, double value) {
        Pod pod = new Pod(row.get(labels.namespace()), row.get(labels.pod()));
        String metric = row.get(NAME);
        if (metric.equals(OWNER)) {
            owners.put(pod, workload(pod.namespace(), row.get(OWNER_KIND), row.get(OWNER_NAME)));
            return;
        }
        Amounts of = amounts.computeIfAbsent(new Container(pod, row.get(labels.container())), unknown -> new Amounts());
        boolean memory = row.get(RESOURCE).equals("memory");
        boolean limit = metric.equals(LIMITS);
        if (!(value >= 0) || memory && value > MemoryForecast.MAX_BYTES) {
            return;
        }
        if (memory && limit) {
            of.limit = (long) value;
        } else if (memory) {
            of.request = (long) value;
        } else if (limit) {
            of.cpuMillis = (long) Math.min(Math.ceil(value * 1000), 1e9);
        }
    }

    /** A ReplicaSet is one version of a Deployment, and the last part of its name the version's hash. */
    private static String workload(String namespace, String kind, String name) {
        return WorkloadKey.of(namespace, kind, name, name.substring(name.lastIndexOf('-') + 1));
    }
}
