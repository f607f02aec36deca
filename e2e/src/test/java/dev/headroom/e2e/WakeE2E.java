package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pod that only Headroom refuses is tried again when a node has room, although nothing happened in the cluster. */
@ExtendWith(ControlPlaneExtension.class)
class WakeE2E {

    private final ControlPlane cluster;

    WakeE2E(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @Test
    void aConditionInThePodsStatusMakesKubeSchedulerTryThePodAgain() {
        Cluster.createNodes(cluster.client(), Nodes.many("node", 3, "8", "4Gi"));
        try (HeadroomProcess headroom = HeadroomProcess.start(cluster, new HeadroomConfig().mode("enforce"));
                Scheduler scheduler = Scheduler.start(
                        cluster,
                        "scheduler-condition",
                        Scheduler.Settings.withExtender(HeadroomProcess.SCHEDULER, headroom.verbsPort(), 3))) {
            Cluster.createPods(
                    cluster.client(),
                    new Pods("asleep")
                            .scheduledBy(HeadroomProcess.SCHEDULER)
                            .requests("100m", "100Mi")
                            .plateau("64Gi")
                            .many(1));
            // The second by itself: that the pod is refused is written into its status, which is an update as well.
            Deadline.await("the pod was refused twice", Duration.ofSeconds(30), () -> headroom.calls("filter") == 2);
            for (int touches = 1; touches <= 3; touches++) {
                touch("asleep-0000", Instant.EPOCH.plusSeconds(touches));
                int calls = 2 + touches;
                Deadline.await(
                        "the pod is asked about for the time " + calls,
                        Duration.ofSeconds(12),
                        () -> headroom.calls("filter") >= calls);
            }
            assertThat(headroom.calls("filter")).as("one call for each change").isEqualTo(5);
            assertThat(scheduler.extenderErrors()).isEmpty();
        }
    }

    private void touch(String pod, Instant probed) {
        cluster.client()
                .pods()
                .inNamespace(ControlPlane.NAMESPACE)
                .withName(pod)
                .subresource("status")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), """
                        {"status": {"conditions": [{"type": "headroom.dev/RetryScheduling", "status": "True", "lastProbeTime": "%s"}]}}
                        """.formatted(probed.truncatedTo(ChronoUnit.SECONDS)));
    }
}
