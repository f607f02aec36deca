package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The harness itself, without Headroom: a kube-scheduler that asks an extender which keeps every node. */
@ExtendWith(ControlPlaneExtension.class)
class ControlPlaneE2E {
    private final ControlPlane cluster;

    ControlPlaneE2E(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @Test
    void aRealSchedulerBindsThroughAnExtenderThatKeepsEveryNode() {
        Cluster.createNodes(cluster.client(), Nodes.many("node", 100, "8", "16Gi"));
        try (EchoExtender echo = EchoExtender.start(cluster);
                Scheduler scheduler = Scheduler.start(
                        cluster, "echo-scheduler", Scheduler.Settings.withExtender("headroom", echo.port(), 3));
                PodWatch watch = new PodWatch(cluster.client(), "smoke")) {
            Cluster.createPods(
                    cluster.client(),
                    new Pods("smoke")
                            .scheduledBy("headroom")
                            .requests("100m", "128Mi")
                            .many(200));
            watch.awaitBound(200, Duration.ofSeconds(60));
            Deadline.await(
                    "kwok runs the pods",
                    Duration.ofSeconds(30),
                    () -> watch.pods().stream()
                            .allMatch(pod -> "Running".equals(pod.getStatus().getPhase())
                                    && "127.0.0.1".equals(pod.getStatus().getPodIP())));

            assertThat(scheduler.extenderErrors()).isEmpty();
            assertThat(cluster.audit().bindings("smoke-"))
                    .hasSize(200)
                    .allMatch(binding -> binding.user().equals(Credentials.SERVICE_ACCOUNT));
        }
    }

    @Test
    void anExtenderThatIsNotThereShowsInTheLogAndStopsNothing() {
        Cluster.createNodes(cluster.client(), Nodes.many("node", 3, "8", "16Gi"));
        int nobody = Deadline.freePort();
        try (Scheduler scheduler = Scheduler.start(
                        cluster, "lonely-scheduler", Scheduler.Settings.withExtender("headroom", nobody, 3));
                PodWatch watch = new PodWatch(cluster.client(), "lonely")) {
            Cluster.createPods(
                    cluster.client(), new Pods("lonely").scheduledBy("headroom").many(5));
            watch.awaitBound(5, Duration.ofSeconds(60));

            // One error of filter and one of prioritize for each pod.
            assertThat(scheduler.extenderErrors()).hasSizeGreaterThanOrEqualTo(10);
            assertThat(scheduler.lines("Failed to run extender's priority function"))
                    .hasSizeGreaterThanOrEqualTo(5);
        }
    }
}
