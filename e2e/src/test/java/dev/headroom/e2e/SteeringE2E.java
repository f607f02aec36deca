package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * b. A node that looks emptier by requests, and whose Go programs are going to fill it, is avoided; without Headroom it is chosen.
 *
 * <p>Each node has 4 CPUs and 1000 MiB, of which 0.85 count: 850 MiB. On the node {@code trap} two programs request 5 % each and hold
 * 190 MiB live, so by GOGC=100 their heap goals are 380 MiB each: 760 MiB and what the runtime itself needs. On each other node one
 * program requests 50 % and holds 10 MiB. The 20 new pods request 1 % each: with all of them {@code trap} is at 30 % by requests and
 * still looks emptier than the others.
 */
@ExtendWith(ControlPlaneExtension.class)
class SteeringE2E {
    private static final int PODS = 20;
    private static final String TRAP = "trap";
    private final ControlPlane cluster;

    SteeringE2E(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @Test
    void aNodeThatGoProgramsWillFillIsAvoidedAndWithoutHeadroomItIsChosen() {
        Cluster.createNodes(cluster.client(), Nodes.many("other", 3, "4", "1000Mi"));
        Cluster.createNodes(cluster.client(), List.of(Nodes.node(TRAP, "4", "1000Mi")));
        List<GcWorkload> programs = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                programs.add(program("hungry-" + i, TRAP, 190, "200m", "50Mi"));
            }
            for (int i = 0; i < 3; i++) {
                programs.add(program("modest-" + i, "other-%02d".formatted(i), 10, "2", "500Mi"));
            }
            double without = shareWithoutHeadroom();
            Figures.record("e2e.steered_share_without", without);
            double with = shareWithHeadroom(programs);
            Figures.record("e2e.steered_share", with);

            assertThat(without)
                    .as("share of pods that avoid the node without Headroom")
                    .isLessThanOrEqualTo(0.2);
            assertThat(with)
                    .as("share of pods that avoid the node with Headroom")
                    .isEqualTo(1.0);
        } finally {
            programs.forEach(GcWorkload::close);
        }
    }

    /** Starts a real program and the pod that stands for it. */
    private GcWorkload program(String name, String node, int liveMib, String cpu, String memory) {
        GcWorkload workload = GcWorkload.start(cluster, liveMib, 8);
        Cluster.createPods(
                cluster.client(),
                List.of(new Pods(name)
                        .requests(cpu, memory)
                        .scrapedAt(workload.port())
                        .on(node)
                        .one()));
        return workload;
    }

    private double shareWithoutHeadroom() {
        try (Scheduler scheduler = Scheduler.start(cluster, "scheduler-b-plain", Scheduler.Settings.plain("plain"))) {
            double share = shareThatAvoids("plain", "plain");
            assertThat(scheduler.extenderErrors()).isEmpty();
            return share;
        }
    }

    private double shareWithHeadroom(List<GcWorkload> programs) {
        try (HeadroomProcess headroom = HeadroomProcess.start(cluster, new HeadroomConfig().scrapeInterval("1s"));
                Scheduler scheduler = Scheduler.start(
                        cluster,
                        "scheduler-b",
                        Scheduler.Settings.withExtender(HeadroomProcess.SCHEDULER, headroom.verbsPort(), 3))) {
            // Rates need two readings; the programs themselves count who has read them.
            Deadline.await(
                    "Headroom has scraped every program 5 times",
                    Duration.ofSeconds(60),
                    () -> programs.stream().allMatch(program -> program.scrapesByOthers() >= 5));
            double share = shareThatAvoids("steered", HeadroomProcess.SCHEDULER);
            Figures.recordPart(
                    "e2e.extender_errors", "b", scheduler.extenderErrors().size());
            assertThat(scheduler.extenderErrors()).isEmpty();
            return share;
        }
    }

    /** Places the 20 pods, and removes them again. */
    private double shareThatAvoids(String run, String scheduler) {
        List<Pod> pods = new Pods(run)
                .scheduledBy(scheduler)
                .requests("40m", "10Mi")
                .plateau("20Mi")
                .many(PODS);
        try (PodWatch watch = new PodWatch(cluster.client(), run)) {
            Cluster.createPods(cluster.client(), pods);
            watch.awaitBound(PODS, Duration.ofSeconds(60));
            double share = watch.boundOn(node -> !node.equals(TRAP)) / (double) PODS;
            cluster.client()
                    .pods()
                    .inNamespace(ControlPlane.NAMESPACE)
                    .withLabel(Pods.RUN, run)
                    .withGracePeriod(0)
                    .delete();
            Deadline.await(
                    "the pods are gone",
                    Duration.ofSeconds(30),
                    () -> watch.pods().isEmpty());
            return share;
        }
    }
}
