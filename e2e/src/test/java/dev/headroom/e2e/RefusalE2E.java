package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** e. In mode enforce a pod that fits nowhere is refused with a constant text, and asked about seldom. */
@ExtendWith(ControlPlaneExtension.class)
class RefusalE2E {
    /** kube-scheduler groups equal texts: 3 nodes with one text show as "3 TEXT". */
    private static final Pattern EVENT = Pattern.compile("0/3 nodes are available: 3 ([^.,]+)[.,].*", Pattern.DOTALL);

    private final ControlPlane cluster;

    RefusalE2E(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @Test
    void aRefusedPodHasTheConstantTextInItsEventAndIsAskedAboutSeldom() {
        Cluster.createNodes(cluster.client(), Nodes.many("node", 3, "8", "4Gi"));
        try (HeadroomProcess headroom = HeadroomProcess.start(cluster, new HeadroomConfig().mode("enforce"));
                Scheduler scheduler = Scheduler.start(
                        cluster,
                        "scheduler-e",
                        Scheduler.Settings.withExtender(HeadroomProcess.SCHEDULER, headroom.verbsPort(), 3));
                PodWatch watch = new PodWatch(cluster.client(), "refused")) {
            // By requests it fits everywhere; its plateau is 16 times a node.
            Cluster.createPods(
                    cluster.client(),
                    new Pods("refused")
                            .scheduledBy(HeadroomProcess.SCHEDULER)
                            .requests("100m", "100Mi")
                            .plateau("64Gi")
                            .many(1));
            Deadline.await(
                    "the pod has an event FailedScheduling",
                    Duration.ofSeconds(30),
                    () -> !failures().isEmpty());
            // The figure is about a minute: this is the one wait for time, and it watches that the pod stays refused.
            await("the pod stays pending for a minute")
                    .during(Duration.ofSeconds(60))
                    .atMost(Duration.ofSeconds(65))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> watch.bound().isEmpty());
            long calls = headroom.calls("filter");
            Figures.record("e2e.refused_filter_calls_60s", calls);
            Figures.recordPart(
                    "e2e.extender_errors", "e", scheduler.extenderErrors().size());

            assertThat(calls).as("filter calls for one refused pod in 60 s").isBetween(1L, 5L);
            assertThat(scheduler.extenderErrors()).isEmpty();
            List<String> texts =
                    failures().stream().map(RefusalE2E::text).distinct().toList();
            assertThat(texts).as("texts of the refusals").hasSize(1);
            assertThat(texts.getFirst())
                    .as("a constant text: no number, no pod, no node")
                    .doesNotContainPattern("[0-9]")
                    .doesNotContain("refused-", "node-")
                    .containsIgnoringCase("memory");
        }
    }

    private List<String> failures() {
        return cluster.client().events().v1().events().inNamespace(ControlPlane.NAMESPACE).list().getItems().stream()
                .filter(event -> "FailedScheduling".equals(event.getReason()))
                .filter(event -> event.getRegarding().getName().startsWith("refused-"))
                .map(Event::getNote)
                .toList();
    }

    private static String text(String note) {
        Matcher matcher = EVENT.matcher(note);
        assertThat(matcher.matches()).as("one text for all nodes in: %s", note).isTrue();
        return matcher.group(1);
    }
}
