package dev.headroom.extender.telemetry.kubelet;

import static dev.headroom.extender.telemetry.kubelet.KubeletFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import io.micrometer.core.instrument.Counter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages of a kubelet say, and what becomes of it. */
class KubeletMeasurementsIT {

    private KubeletFixture kubelet;

    @BeforeEach
    void serve(@TempDir Path folder) throws Exception {
        kubelet = new KubeletFixture(folder);
    }

    @AfterEach
    void stop() {
        kubelet.close();
    }

    @Test
    void containers_and_their_node_are_measured_by_the_cgroups_with_the_token_of_the_file() throws Exception {
        kubelet.page(NodeVisit.CADVISOR, () -> CadvisorPage.at(kubelet.clock.millis() - 4_000));
        try (KubeletSource source = kubelet.source("caFile: " + kubelet.certificate.pem())) {
            source.appeared(kubelet.target("n1"));
            ContainerSample said = kubelet.awaitContainer();

            assertThat(said.podUid() + " " + said.namespace() + "/" + said.pod() + "/" + said.container())
                    .isEqualTo(CadvisorPage.UID + " shop/cart-0/main");
            assertThat(said.sample().origin()).isEqualTo(Sample.Origin.KUBELET);
            assertThat(kubelet.clock.millis() - said.sample().atMillis()).isBetween(0L, 60_000L);
            assertThat(said.sample().get(Signal.WORKING_SET)).isEqualTo(2.5e8);
            assertThat(said.sample().get(Signal.ANON)).isEqualTo(2e8);
            assertThat(said.sample().get(Signal.PRESSURE_SOME_SECONDS)).isEqualTo(1.5);
            assertThat(said.sample().has(Signal.OOM_KILLS))
                    .as("absent is not 0")
                    .isFalse();
            await().until(() -> !kubelet.nodes.isEmpty());
            assertThat(kubelet.nodes.peek().node()).isEqualTo("n1");
            assertThat(kubelet.nodes.peek().workingSetBytes()).isEqualTo(6e9);
            assertThat(kubelet.nodes.peek().pressureSomeSeconds()).isEqualTo(9.5);
            assertThat(kubelet.nodes.peek().pressureFullSeconds()).isNaN();
            assertThat(kubelet.asked).containsOnly("/metrics/cadvisor Bearer first");
            await().until(() -> source.status().answering() == 1);
        }
    }

    @Test
    void a_measurement_is_told_once_and_a_new_token_holds_at_once() throws Exception {
        long at = kubelet.clock.millis();
        kubelet.page(NodeVisit.CADVISOR, () -> CadvisorPage.at(at));
        try (KubeletSource source = kubelet.source("caFile: " + kubelet.certificate.pem())) {
            source.appeared(kubelet.target("n1"));
            kubelet.awaitContainer();
            Files.writeString(kubelet.token, "second");

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> kubelet.asked.contains("/metrics/cadvisor Bearer second"));
            await().until(() -> measurements("repeated") >= 1);
            assertThat(kubelet.containers).hasSize(1);
            assertThat(kubelet.nodes).hasSize(1);
        }
    }

    @Test
    void of_two_lives_of_a_container_the_newer_is_told() throws Exception {
        kubelet.page(NodeVisit.CADVISOR, () -> {
            long now = kubelet.clock.millis();
            return CadvisorPage.at(now)
                    + CadvisorPage.line("container_memory_working_set_bytes", "99aa", 1e8, now)
                    + CadvisorPage.line("container_start_time_seconds", "99aa", 1_700_009_999, now);
        });
        try (KubeletSource source = kubelet.source("caFile: " + kubelet.certificate.pem())) {
            source.appeared(kubelet.target("n1"));
            assertThat(kubelet.awaitContainer().sample().get(Signal.WORKING_SET))
                    .isEqualTo(1e8);
        }
    }

    @Test
    void what_no_container_can_have_is_counted_also_where_nothing_else_is_said_of_it() throws Exception {
        kubelet.page(NodeVisit.CADVISOR, () -> {
            long now = kubelet.clock.millis();
            return CadvisorPage.at(now)
                    + CadvisorPage.line("container_memory_usage_bytes", "4f1c", Double.NaN, now)
                    + CadvisorPage.line("container_memory_working_set_bytes", "77bb", -5, now)
                            .replace("container=\"main\"", "container=\"liar\"")
                    + CadvisorPage.line("container_memory_rss", "77bb", 1e18, now)
                            .replace("container=\"main\"", "container=\"liar\"");
        });
        try (KubeletSource source = kubelet.source("caFile: " + kubelet.certificate.pem())) {
            source.appeared(kubelet.target("n1"));
            assertThat(kubelet.awaitContainer().sample().get(Signal.WORKING_SET))
                    .isEqualTo(2.5e8);
            await().until(() -> dropped("not_a_number") == 1 && dropped("negative") == 1 && dropped("too_large") == 1);
            assertThat(kubelet.containers)
                    .extracting(ContainerSample::container)
                    .doesNotContain("liar");
        }
    }

    @Test
    void metrics_and_labels_are_found_under_the_names_of_the_configuration() throws Exception {
        kubelet.page(
                NodeVisit.CADVISOR,
                () -> CadvisorPage.at(kubelet.clock.millis())
                        .replace("container_memory_rss{", "cgroup_anon_bytes{kind=\"all\",")
                        .replace("container=", "container_name=")
                        .replace("pod=", "pod_name=")
                        .replace("namespace=", "ns=")
                        .replace("id=", "cgroup="));
        try (KubeletSource source =
                kubelet.source("names: ['ANON=cgroup_anon_bytes{kind=\"all\"}'], labels: {namespace: ns,"
                        + " pod: pod_name, container: container_name, id: cgroup}, caFile: "
                        + kubelet.certificate.pem())) {
            source.appeared(kubelet.target("n1"));
            ContainerSample said = kubelet.awaitContainer();
            assertThat(said.podUid() + " " + said.namespace() + "/" + said.pod() + "/" + said.container())
                    .isEqualTo(CadvisorPage.UID + " shop/cart-0/main");
            assertThat(said.sample().get(Signal.ANON)).isEqualTo(2e8);
            assertThat(said.sample().get(Signal.WORKING_SET)).isEqualTo(2.5e8);
        }
    }

    @Test
    void where_cadvisors_page_is_refused_the_small_one_stands_in() throws Exception {
        kubelet.handle(NodeVisit.CADVISOR, exchange -> send(exchange, 403, "Forbidden"));
        kubelet.page(NodeVisit.RESOURCE, () -> """
                # HELP container_memory_working_set_bytes [STABLE] Current working set of the container in bytes
                # TYPE container_memory_working_set_bytes gauge
                container_memory_working_set_bytes{container="main",namespace="shop",pod="cart-0"} 2.4e+08 %d
                container_start_time_seconds{container="main",namespace="shop",pod="cart-0"} 1.7e+09
                node_memory_working_set_bytes 5e+09 %d
                """.formatted(kubelet.clock.millis(), kubelet.clock.millis()));
        try (KubeletSource source = kubelet.source("caFile: " + kubelet.certificate.pem())) {
            source.appeared(kubelet.target("n1"));
            ContainerSample said = kubelet.awaitContainer();

            assertThat(said.podUid()).as("by the pod's name").isEqualTo(CadvisorPage.UID);
            assertThat(said.sample().get(Signal.WORKING_SET)).isEqualTo(2.4e8);
            assertThat(said.sample().has(Signal.ANON)).isFalse();
            await().until(() -> !kubelet.nodes.isEmpty());
            assertThat(kubelet.nodes.peek().workingSetBytes()).isEqualTo(5e9);
        }
    }

    private double dropped(String reason) {
        return kubelet.registry
                .get("headroom.kubelet.values.dropped")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private int measurements(String fate) {
        Counter counter = kubelet.registry
                .find("headroom.kubelet.measurements")
                .tag("fate", fate)
                .counter();
        return counter == null ? 0 : (int) counter.count();
    }
}
