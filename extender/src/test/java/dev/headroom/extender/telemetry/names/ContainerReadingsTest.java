package dev.headroom.extender.telemetry.names;

import static dev.headroom.predict.Signal.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.predict.Sample;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContainerReadingsTest {

    private static final String UID = "0f9d1a52-7c11-4a63-9b0e-2f6f3f1c8d10";

    @Test
    @DisplayName("cAdvisor: of two lives of a container the newer counts, at the kubelet's own time")
    void cadvisor() {
        Map<String, Sample> rows = rows(read(Expositions.file("cadvisor.prom")));
        Sample cart = row(rows, UID + " shop/cart-1/cart");
        assertThat(cart.atMillis()).isEqualTo(1_795_560_001_500L);
        assertThat(cart.origin()).isEqualTo(Sample.Origin.KUBELET);
        assertThat(cart.get(USAGE)).isEqualTo(2.1e8);
        assertThat(cart.get(WORKING_SET)).isEqualTo(2e8);
        assertThat(cart.get(ANON)).isEqualTo(1.9e8);
        assertThat(cart.get(MAPPED_FILE)).isEqualTo(4.096e6);
        assertThat(cart.get(PEAK)).isEqualTo(2.2e8);
        assertThat(cart.get(CGROUP_MAX)).isEqualTo(268_435_456);
        assertThat(cart.get(PRESSURE_SOME_SECONDS)).isEqualTo(0.75);
        assertThat(cart.get(PRESSURE_FULL_SECONDS)).isEqualTo(0.25);
        assertThat(cart.get(OOM_KILLS)).isEqualTo(1);
        assertThat(cart.get(CGROUP_CPU_SECONDS)).isEqualTo(11);
        assertThat(cart.get(START_TIME_SECONDS)).isEqualTo(1.7955599e9);
        assertThat(cart.has(SHMEM)).isFalse();
        assertThat(cart.problems()).isEmpty();
    }

    @Test
    @DisplayName("the pod's row stands in where the kubelet shows nothing else of it; a peak of 0 is unknown")
    void podRows() {
        Map<String, Sample> rows = rows(read(Expositions.file("cadvisor.prom")));
        assertThat(rows)
                .containsOnlyKeys(UID + " shop/cart-1/cart", "ab12ab12-0000-4000-8000-00000000000a kube-system/dns-1/");
        Sample dns = row(rows, "ab12ab12-0000-4000-8000-00000000000a kube-system/dns-1/");
        assertThat(dns.get(WORKING_SET)).isEqualTo(3e7);
        assertThat(dns.get(CGROUP_MAX)).isZero();
        assertThat(dns.has(PEAK)).isFalse();
        assertThat(dns.has(PRESSURE_SOME_SECONDS)).isFalse();
    }

    @Test
    @DisplayName("the node's own figures, those of its services left out")
    void node() {
        Sample node = read(Expositions.file("cadvisor.prom")).node(7, Sample.Origin.KUBELET);
        assertThat(node.get(USAGE)).isEqualTo(6e9);
        assertThat(node.get(PRESSURE_SOME_SECONDS)).isEqualTo(12.5);
        assertThat(read(Expositions.zipped("/kubelet/whole/resource-1795561026900.prom.gz"))
                        .node(7, Sample.Origin.KUBELET)
                        .get(WORKING_SET))
                .isEqualTo(692_461_568);
        assertThat(read("").node(7, Sample.Origin.KUBELET).isEmpty()).isTrue();
    }

    @Test
    @DisplayName("a real kubelet: six containers; of the pod whose container was killed its network is still there")
    void realKubelet() {
        Map<String, Sample> rows = rows(read(Expositions.zipped("/kubelet/whole/cadvisor-1795561021148.prom.gz")));
        assertThat(rows.keySet())
                .extracting(name -> name.substring(name.indexOf(' ') + 1))
                .containsExactlyInAnyOrder(
                        "default/throttled/app",
                        "default/squeezed/app",
                        "default/resized/app",
                        "default/offheap/app",
                        "default/leak-limited/app",
                        "default/idle/app");
        Sample idle = row(rows, "e465ce48-fd37-41b0-a052-d7376ac71559 default/idle/app");
        assertThat(idle.atMillis()).isEqualTo(1_795_561_015_923L);
        assertThat(idle.get(WORKING_SET)).isEqualTo(29_908_992);
        assertThat(idle.has(PRESSURE_FULL_SECONDS)).isTrue();
        assertThat(rows.values()).allMatch(sample -> sample.problems().isEmpty());
    }

    @Test
    @DisplayName("/metrics/resource of a real kubelet: containers without a UID, not the pod without a container")
    void resource() {
        Map<String, Sample> rows = rows(read(Expositions.zipped("/kubelet/whole/resource-1795561026900.prom.gz")));
        assertThat(rows).hasSize(6).containsKey(" default/idle/app").doesNotContainKey(" default/leak/");
        Sample idle = row(rows, " default/idle/app");
        assertThat(idle.get(WORKING_SET)).isEqualTo(29_908_992);
        assertThat(idle.get(CGROUP_CPU_SECONDS)).isEqualTo(20.966992);
        assertThat(idle.get(START_TIME_SECONDS)).isEqualTo(1.795560805693114e9);
        assertThat(idle.has(ANON)).isFalse();
    }

    @Test
    @DisplayName("/metrics/resource of a kubelet that knows of pods only")
    void podsOnly() {
        Map<String, Sample> rows = rows(read("pod_memory_working_set_bytes{namespace=\"n\",pod=\"p\"} 3 5000\n"));
        assertThat(row(rows, " n/p/").get(WORKING_SET)).isEqualTo(3);
    }

    @Test
    @DisplayName("processors are summed where there is no total")
    void processors() {
        String line = "container_cpu_usage_seconds_total{container=\"c\",cpu=\"cpu0%d\",id=\"/x\",pod=\"p\"} %d\n";
        Map<String, Sample> rows = rows(read(line.formatted(0, 3) + line.formatted(1, 4)));
        assertThat(row(rows, " /p/c").get(CGROUP_CPU_SECONDS)).isEqualTo(3 + 4);
    }

    @Test
    @DisplayName("labels may have other names")
    void otherLabels() {
        ContainerReadings readings = new ContainerReadings(
                NameTable.ofContainers(), new ContainerLabels("ns", "pod_name", "container_name", "cgroup"));
        Expositions.read(
                "container_memory_rss{ns=\"n\",pod_name=\"p\",container_name=\"c\",cgroup=\"/pod%s/x\"} 5"
                        .formatted(UID),
                readings);
        assertThat(rows(readings)).containsOnlyKeys(UID + " n/p/c");
    }

    @Test
    @DisplayName("more containers than a node can have are left out")
    void bounded() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ContainerReadings.MOST + 5; i++) {
            text.append("container_memory_rss{container=\"c\",pod=\"p")
                    .append(i)
                    .append("\"} 1\n");
        }
        assertThat(rows(read(text.toString()))).hasSize(ContainerReadings.MOST);
    }

    private static ContainerReadings read(String text) {
        ContainerReadings readings = new ContainerReadings(NameTable.ofContainers(), ContainerLabels.DEFAULT);
        Expositions.read(text, readings);
        return readings;
    }

    private static Sample row(Map<String, Sample> rows, String name) {
        return Objects.requireNonNull(rows.get(name), name);
    }

    private static Map<String, Sample> rows(ContainerReadings readings) {
        Map<String, Sample> rows = new LinkedHashMap<>();
        readings.forEach(
                1_795_561_030_000L,
                Sample.Origin.KUBELET,
                (uid, namespace, pod, container, sample) -> assertThat(
                                rows.put(uid + " " + namespace + "/" + pod + "/" + container, sample))
                        .isNull());
        return rows;
    }
}
