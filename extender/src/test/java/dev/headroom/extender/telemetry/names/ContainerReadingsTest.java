package dev.headroom.extender.telemetry.names;

import static dev.headroom.predict.Signal.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.predict.Sample;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    @DisplayName("the pod's row stands in where a pod has no container's, its network's never; a peak of 0 is unknown")
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
        assertThat(read(Expositions.file("kubelet_resource.prom"))
                        .node(7, Sample.Origin.KUBELET)
                        .get(WORKING_SET))
                .isEqualTo(5e9);
        assertThat(read("").node(7, Sample.Origin.KUBELET).isEmpty()).isTrue();
    }

    @Test
    @DisplayName("/metrics/resource: containers without a UID, and pods that have no container's row")
    void resource() {
        Map<String, Sample> rows = rows(read(Expositions.file("kubelet_resource.prom")));
        assertThat(rows).containsOnlyKeys(" shop/cart-1/cart", " kube-system/dns-1/");
        assertThat(row(rows, " shop/cart-1/cart").get(WORKING_SET)).isEqualTo(2e8);
        assertThat(row(rows, " shop/cart-1/cart").get(CGROUP_CPU_SECONDS)).isEqualTo(11);
        assertThat(row(rows, " kube-system/dns-1/").get(WORKING_SET)).isEqualTo(3e7);
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

    @ParameterizedTest(name = "{0} is of pod {1}")
    @CsvSource({
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0f9d1a52_7c11_4a63_9b0e_2f6f3f1c8d10.slice/x.scope,"
                + "0f9d1a52-7c11-4a63-9b0e-2f6f3f1c8d10",
        "/kubepods/burstable/pod0f9d1a52-7c11-4a63-9b0e-2f6f3f1c8d10/0123,0f9d1a52-7c11-4a63-9b0e-2f6f3f1c8d10",
        "/kubepods/pod0f9d1a52-7c11-4a63-9b0e-2f6f3f1c8d10,0f9d1a52-7c11-4a63-9b0e-2f6f3f1c8d10",
        "/kubepods/besteffort/pod6ecfd6ab9f2f57d4b2a6d0c1e9d2a111/0123,6ecfd6ab9f2f57d4b2a6d0c1e9d2a111",
        "/system.slice/podman.service,''",
        "'',''"
    })
    void podUids(String cgroup, String uid) {
        assertThat(ContainerLabels.podUid(cgroup)).isEqualTo(uid);
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
                7,
                Sample.Origin.KUBELET,
                (uid, namespace, pod, container, sample) -> assertThat(
                                rows.put(uid + " " + namespace + "/" + pod + "/" + container, sample))
                        .isNull());
        return rows;
    }
}
