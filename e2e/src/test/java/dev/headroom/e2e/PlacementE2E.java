package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** a. 100 nodes, 1,000 pods: all are bound, and kube-scheduler has nothing to complain about. */
@ExtendWith(ControlPlaneExtension.class)
class PlacementE2E {
    private static final int PODS = 1000;
    private final ControlPlane cluster;

    PlacementE2E(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @Test
    void aThousandPodsAreBoundWithoutAnExtenderError() {
        Cluster.createNodes(cluster.client(), Nodes.many("node", 100, "16", "64Gi"));
        try (HeadroomProcess headroom = HeadroomProcess.start(cluster, new HeadroomConfig());
                Scheduler scheduler = Scheduler.start(
                        cluster,
                        "scheduler-a",
                        Scheduler.Settings.withExtender(HeadroomProcess.SCHEDULER, headroom.verbsPort(), 3));
                PodWatch watch = new PodWatch(cluster.client(), "place")) {
            Pods pods = new Pods("place").scheduledBy(HeadroomProcess.SCHEDULER).requests("100m", "128Mi");
            // Half of them say by annotation what they will hold; of the others only the spec is known.
            Cluster.createPods(cluster.client(), pods.range(0, PODS / 2));
            Cluster.createPods(cluster.client(), pods.plateau("300Mi").range(PODS / 2, PODS / 2));
            try {
                watch.awaitBound(PODS, Duration.ofSeconds(120));
            } finally {
                Figures.record("e2e.bound", watch.bound().size());
                Figures.recordPart(
                        "e2e.extender_errors", "a", scheduler.extenderErrors().size());
            }

            assertThat(scheduler.extenderErrors()).isEmpty();
            assertThat(headroom.calls("filter")).isGreaterThanOrEqualTo(PODS);
            assertThat(headroom.calls("prioritize")).isGreaterThanOrEqualTo(PODS);
            assertThat(headroom.terminate()).as("exit status after SIGTERM").isZero();
        }
    }
}
