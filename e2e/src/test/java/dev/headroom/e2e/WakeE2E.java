package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pod that only Headroom refuses is tried again when a node has room, although nothing happened in the cluster. */
@ExtendWith(ControlPlaneExtension.class)
class WakeE2E {
    private static final String CONDITION = "headroom.dev/RoomFound";
    private final ControlPlane cluster;

    WakeE2E(ControlPlane cluster) {
        this.cluster = cluster;
    }

    /** What everything here is built on: without it no touch has an effect. */
    @Test
    void oneConditionInThePodsStatusMakesKubeSchedulerTryThePodAgain() {
        Cluster.createNodes(cluster.client(), Nodes.many("node", 3, "8", "4Gi"));
        try (HeadroomProcess headroom = HeadroomProcess.start(cluster, new HeadroomConfig().mode("enforce"));
                Scheduler scheduler = Scheduler.start(
                        cluster,
                        "scheduler-condition",
                        Scheduler.Settings.withExtender(HeadroomProcess.SCHEDULER, headroom.verbsPort(), 3))) {
            Cluster.createPods(cluster.client(), pod("asleep", "64Gi"));
            awaitRefusedTwice(headroom);
            for (int touches = 1; touches <= 3; touches++) {
                touch("asleep-0000", Instant.EPOCH.plusSeconds(touches));
                int calls = 2 + touches;
                Deadline.await(
                        "the pod is asked about for the time " + calls,
                        Duration.ofSeconds(12),
                        () -> headroom.calls("filter") >= calls);
            }
            assertThat(headroom.calls("filter")).as("one call for each change").isEqualTo(5);
            assertThat(touches(headroom, "done"))
                    .as("Headroom itself sees no room")
                    .isZero();
            assertThat(scheduler.extenderErrors()).isEmpty();
        }
    }

    /**
     * Of 1,000 nodes kube-scheduler asks about 420 at a time, in the order in which they were created. The last 20 of
     * them have room: 0.85 of 8 GiB for a plateau of 2 GiB; the others have 0.85 GiB. The pod is asked about twice by
     * itself, for 840 nodes of which none fits; the third time somebody must bring about.
     */
    @Test
    void aPodWhoseSampleOfTheNodesWasRefusedIsBound() {
        HeadroomConfig config = new HeadroomConfig().mode("enforce");
        String sampling = Scheduler.Settings.withExtender(HeadroomProcess.SCHEDULER, config.verbsPort(), 3)
                .yaml(cluster.kubeconfig("headroom-scheduler"))
                .replace("percentageOfNodesToScore: 100\n", "");
        try (HeadroomProcess headroom = HeadroomProcess.start(cluster, config);
                Scheduler scheduler = Scheduler.start(cluster, "scheduler-sample", sampling);
                PodWatch watch = new PodWatch(cluster.client(), "sampled")) {
            Cluster.createNodes(cluster.client(), Nodes.many("full", 980, "8", "1Gi"));
            Cluster.createNodes(cluster.client(), Nodes.many("spare", 20, "8", "8Gi"));
            Instant created = Instant.now();
            Cluster.createPods(cluster.client(), pod("sampled", "2Gi"));
            watch.awaitBound(1, Duration.ofSeconds(60));
            double seconds = secondsSince(created, "sampled");
            Figures.record("e2e.sampled_bound_s", seconds);

            assertThat(seconds).as("seconds until the pod is bound").isLessThanOrEqualTo(30);
            assertThat(watch.boundOn(node -> node.startsWith("spare-"))).isEqualTo(1);
            assertThat(touches(headroom, "done")).as("touches").isEqualTo(1);
            assertThat(condition(watch).getReason()).isEqualTo("OutsideTheSample");
            assertThat(scheduler.extenderErrors()).isEmpty();
        }
    }

    /**
     * The only node has 500 MiB, and the kernel gives pods 100 more, which the kubelet keeps for evictions. Two programs
     * with 190 MiB live come to 255 MiB each, and their heap goals are still beyond that: with a plateau of 200 MiB, 710
     * and more, a kill would be near certain. When one of them lets go of all but 10 MiB they come to about 490 MiB.
     */
    @Test
    void aRefusedPodIsBoundWhenAProgramLetsGoOfItsMemory() {
        Cluster.createNodes(cluster.client(), List.of(Nodes.node("node", "4", "500Mi")));
        List<GcWorkload> programs = new ArrayList<>();
        try (HeadroomProcess headroom = HeadroomProcess.start(
                        cluster,
                        new HeadroomConfig().mode("enforce").confidence(0.95).scrapeInterval("1s"));
                Scheduler scheduler = Scheduler.start(
                        cluster,
                        "scheduler-woken",
                        Scheduler.Settings.withExtender(HeadroomProcess.SCHEDULER, headroom.verbsPort(), 3));
                PodWatch watch = new PodWatch(cluster.client(), "woken")) {
            for (int i = 0; i < 2; i++) {
                programs.add(program("program-" + i));
            }
            Deadline.await(
                    "Headroom has scraped every program 5 times",
                    Duration.ofSeconds(60),
                    () -> programs.stream().allMatch(program -> program.scrapesByOthers() >= 5));
            Deadline.await(
                    "every program has filled its heap",
                    Duration.ofSeconds(120),
                    () -> programs.stream().allMatch(program -> program.residentBytes() >= 230 << 20));
            Cluster.createPods(cluster.client(), pod("woken", "200Mi"));
            awaitRefusedTwice(headroom);
            Deadline.await(
                    "the pod is counted",
                    Duration.ofSeconds(10),
                    () -> headroom.metrics().sum("headroom_pods_refused") == 1);
            assertThat(watch.bound()).isEmpty();
            assertThat(touches(headroom, "done")).as("touches before").isZero();

            Instant freed = Instant.now();
            programs.getFirst().shrink(10);
            watch.awaitBound(1, Duration.ofSeconds(60));
            double seconds = secondsSince(freed, "woken");
            Figures.record("e2e.woken_s", seconds);

            assertThat(seconds).as("seconds until the pod is bound").isLessThanOrEqualTo(10);
            assertThat(touches(headroom, "done")).as("touches").isBetween(1L, 5L);
            assertThat(condition(watch).getReason()).isEqualTo("RefusalLapsed");
            Deadline.await(
                    "nobody is refused any more",
                    Duration.ofSeconds(10),
                    () -> headroom.metrics().sum("headroom_pods_refused") == 0);
            assertThat(scheduler.extenderErrors()).isEmpty();
        } finally {
            programs.forEach(GcWorkload::close);
        }
    }

    private static List<Pod> pod(String run, String plateau) {
        return new Pods(run)
                .scheduledBy(HeadroomProcess.SCHEDULER)
                .requests("100m", "100Mi")
                .plateau(plateau)
                .many(1);
    }

    /** Starts a real program and the pod that stands for it. */
    private GcWorkload program(String name) {
        GcWorkload workload = GcWorkload.start(cluster, 190, 8);
        Cluster.createPods(
                cluster.client(),
                List.of(new Pods(name)
                        .requests("200m", "50Mi")
                        .scrapedAt(workload.port())
                        .on("node")
                        .one()));
        return workload;
    }

    /** The second time by itself: that the pod is refused is written into its status, which is a change as well. */
    private static void awaitRefusedTwice(HeadroomProcess headroom) {
        Deadline.await("the pod was refused twice", Duration.ofSeconds(30), () -> headroom.calls("filter") == 2);
    }

    private void touch(String pod, Instant probed) {
        cluster.client()
                .pods()
                .inNamespace(ControlPlane.NAMESPACE)
                .withName(pod)
                .subresource("status")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), """
                        {"status": {"conditions": [{"type": "%s", "status": "True", "lastProbeTime": "%s"}]}}
                        """.formatted(CONDITION, probed));
    }

    private static long touches(HeadroomProcess headroom, String result) {
        return (long) headroom.metrics().sum("headroom_wake_touches_total", "result", result);
    }

    private static PodCondition condition(PodWatch watch) {
        return watch.pods().getFirst().getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(CONDITION))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no condition " + CONDITION));
    }

    /** As kube-apiserver recorded the binding. */
    private double secondsSince(Instant start, String run) {
        List<AuditLog.Binding> bindings = cluster.audit().bindings(run + "-");
        return Duration.between(start, bindings.getFirst().at()).toMillis() / 1000.0;
    }
}
