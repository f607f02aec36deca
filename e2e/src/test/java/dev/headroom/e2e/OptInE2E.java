package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** c. Only pods with the second scheduler's name are touched. */
@ExtendWith(ControlPlaneExtension.class)
class OptInE2E {
    private static final int PODS = 50;
    private final ControlPlane cluster;

    OptInE2E(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @Test
    void podsOfTheDefaultSchedulerAreBoundByItAndHeadroomIsNeverAsked() {
        Cluster.createNodes(cluster.client(), Nodes.many("node", 20, "8", "16Gi"));
        try (HeadroomProcess headroom = HeadroomProcess.start(cluster, new HeadroomConfig());
                Scheduler plain =
                        Scheduler.start(cluster, "scheduler-c-plain", Scheduler.Settings.plain("default-scheduler"));
                Scheduler second = Scheduler.start(
                        cluster,
                        "scheduler-c",
                        Scheduler.Settings.withExtender(HeadroomProcess.SCHEDULER, headroom.verbsPort(), 3));
                PodWatch others = new PodWatch(cluster.client(), "others");
                PodWatch optedIn = new PodWatch(cluster.client(), "opted-in")) {
            Cluster.createPods(
                    cluster.client(),
                    new Pods("others")
                            .scheduledBy("default-scheduler")
                            .requests("100m", "128Mi")
                            .many(PODS));
            others.awaitBound(PODS, Duration.ofSeconds(60));
            assertThat(headroom.calls("filter"))
                    .as("filter calls for other schedulers' pods")
                    .isZero();
            assertThat(headroom.calls("prioritize")).isZero();
            assertThat(headroom.calls("preempt")).isZero();

            Cluster.createPods(
                    cluster.client(),
                    new Pods("opted-in")
                            .scheduledBy(HeadroomProcess.SCHEDULER)
                            .requests("100m", "128Mi")
                            .many(PODS));
            optedIn.awaitBound(PODS, Duration.ofSeconds(60));
            Figures.recordPart(
                    "e2e.extender_errors", "c", second.extenderErrors().size());

            assertThat(headroom.calls("filter")).isGreaterThanOrEqualTo(PODS);
            assertThat(second.extenderErrors()).isEmpty();
            assertThat(plain.lines("others-0000")).isNotEmpty();
            assertThat(cluster.audit().bindings("others-"))
                    .hasSize(PODS)
                    .allMatch(binding -> binding.user().equals("system:kube-scheduler"));
            assertThat(cluster.audit().bindings("opted-in-"))
                    .hasSize(PODS)
                    .allMatch(binding -> binding.user().equals(Credentials.SERVICE_ACCOUNT));
        }
    }
}
