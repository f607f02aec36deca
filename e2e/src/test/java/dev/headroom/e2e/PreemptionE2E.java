package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** f. A pod of high priority gets its place through the preempt verb. */
@ExtendWith(ControlPlaneExtension.class)
class PreemptionE2E {
    private static final int LOW = 8;
    private final ControlPlane cluster;

    PreemptionE2E(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @Test
    void aPodOfHighPriorityGetsItsPlaceThroughThePreemptVerb() {
        createPriorityClass("e2e-low", 10);
        createPriorityClass("e2e-high", 1000);
        // Four pods of one CPU each fill a node by requests.
        Cluster.createNodes(cluster.client(), Nodes.many("node", 2, "4", "8Gi"));
        try (HeadroomProcess headroom = HeadroomProcess.start(cluster, new HeadroomConfig());
                Scheduler scheduler = Scheduler.start(
                        cluster,
                        "scheduler-f",
                        Scheduler.Settings.withExtender(HeadroomProcess.SCHEDULER, headroom.verbsPort(), 3));
                PodWatch low = new PodWatch(cluster.client(), "low");
                PodWatch high = new PodWatch(cluster.client(), "high")) {
            Pods one = new Pods("low").priorityClass("e2e-low");
            Cluster.createPods(
                    cluster.client(),
                    one.scheduledBy(HeadroomProcess.SCHEDULER)
                            .requests("1", "512Mi")
                            .plateau("500Mi")
                            .many(LOW));
            low.awaitBound(LOW, Duration.ofSeconds(60));
            assertThat(headroom.calls("preempt")).isZero();

            Cluster.createPods(
                    cluster.client(),
                    new Pods("high")
                            .priorityClass("e2e-high")
                            .scheduledBy(HeadroomProcess.SCHEDULER)
                            .requests("1", "512Mi")
                            .plateau("500Mi")
                            .many(1));
            high.awaitBound(1, Duration.ofSeconds(60));
            Deadline.await(
                    "the victim is gone",
                    Duration.ofSeconds(30),
                    () -> low.pods().size() < LOW);
            Figures.recordPart(
                    "e2e.extender_errors", "f", scheduler.extenderErrors().size());

            String node = high.bound().getFirst().getSpec().getNodeName();
            assertThat(headroom.calls("preempt")).isGreaterThanOrEqualTo(1);
            assertThat(scheduler.extenderErrors()).isEmpty();
            assertThat(low.pods()).as("one victim, and no more").hasSize(LOW - 1);
            assertThat(low.byNode().getOrDefault(node, List.of()))
                    .as("the victim made room where the pod went")
                    .hasSize(3);
        }
    }

    private void createPriorityClass(String name, int value) {
        cluster.client()
                .resource(new PriorityClassBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels(Pods.RUN, "preemption")
                        .endMetadata()
                        .withValue(value)
                        .build())
                .create();
    }
}
