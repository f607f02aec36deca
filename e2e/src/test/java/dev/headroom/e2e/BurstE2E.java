package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A burst is faster than the watch: 200 identical pods at once, in mode enforce, with all in-tree scoring on.
 *
 * <p>A node has 4096 MiB, of which 0.85 count: 3481 MiB, room for 11 plateaus of 300 MiB (3300 MiB). The spread of 15 MiB leaves room
 * for 10 at the least, when all pods move together: p95 is 3000 + 1.645 · 150 = 3247 MiB. So 21 nodes have 210 to 231 places for 200
 * pods. The pods prefer the nodes by tiers, so that kube-scheduler sends them all to the same few nodes, which is where
 * a view that lags behind the burst overshoots.
 */
@ExtendWith(ControlPlaneExtension.class)
class BurstE2E {
    private static final int PODS = 200;
    private static final int NODES = 21;
    private static final int TIERS = 5;
    private static final int NODE_MIB = 4096;
    private static final int PLATEAU_MIB = 300;
    private static final double SENSITIVITY = 0.85;
    private static final String TIER = "headroom.dev/e2e-tier";
    private final ControlPlane cluster;

    BurstE2E(ControlPlane cluster) {
        this.cluster = cluster;
    }

    /**
     * What a burst came to. Where kube-scheduler lost patience with Headroom, nodes passed unfiltered: the third number tells an
     * overloaded machine from a fault.
     */
    private record Outcome(long bound, long overshoots, int extenderErrors) {}

    @Test
    void noNodeOvershootsAtExtenderWeight1() {
        Outcome outcome = burst("burst-w1", 1, true);
        Figures.record("burst.bound_w1", outcome.bound());
        Figures.record("burst.overshoots_w1", outcome.overshoots());
        assertThat(outcome.bound()).as("bound, of %s", outcome).isEqualTo(PODS);
        assertThat(outcome.overshoots()).as("overshoots, of %s", outcome).isZero();
    }

    @Test
    void noNodeOvershootsAtExtenderWeight20() {
        Outcome outcome = burst("burst-w20", 20, true);
        Figures.record("burst.bound_w20", outcome.bound());
        Figures.record("burst.overshoots_w20", outcome.overshoots());
        assertThat(outcome.bound()).as("bound, of %s", outcome).isEqualTo(PODS);
        assertThat(outcome.overshoots()).as("overshoots, of %s", outcome).isZero();
    }

    @Test
    void withoutTheChargeForUnresolvedPodsNodesOvershoot() {
        Outcome light = burst("uncharged-w1", 1, false);
        cluster.clear();
        Outcome heavy = burst("uncharged-w20", 20, false);
        Figures.record("burst.overshoots_uncharged", light.overshoots() + heavy.overshoots());
        assertThat(light.overshoots() + heavy.overshoots())
                .as("nodes over their limit without the charge")
                .isGreaterThanOrEqualTo(1);
    }

    private Outcome burst(String run, int weight, boolean charge) {
        Cluster.createNodes(cluster.client(), nodes());
        HeadroomConfig config =
                new HeadroomConfig().mode("enforce").charge(charge).extenderWeight(weight);
        // The pods wait before the scheduler is there: it finds all of them at once, however long a busy machine takes
        // to make them.
        Cluster.createPods(cluster.client(), pods(run));
        try (HeadroomProcess headroom = HeadroomProcess.start(cluster, config);
                Scheduler scheduler = Scheduler.start(
                        cluster,
                        "scheduler-" + run,
                        Scheduler.Settings.withExtender(HeadroomProcess.SCHEDULER, headroom.verbsPort(), weight));
                PodWatch watch = new PodWatch(cluster.client(), run)) {
            try {
                watch.awaitBound(PODS, Duration.ofSeconds(120));
            } catch (ConditionTimeoutException e) {
                System.err.println(run + ": " + e.getMessage());
            }
            List<AuditLog.Binding> bindings = cluster.audit().bindings(run + "-");
            Duration took = Duration.between(
                    bindings.getFirst().at(), bindings.getLast().at());
            Figures.record("burst.bound_in_s." + run, took.toMillis() / 1000.0);
            return new Outcome(
                    watch.bound().size(),
                    overshoots(watch),
                    scheduler.extenderErrors().size());
        }
    }

    private static List<Node> nodes() {
        return IntStream.range(0, NODES)
                .mapToObj(i -> Nodes.labelled(
                        Nodes.node("node-%02d".formatted(i), "32", NODE_MIB + "Mi"), TIER, Integer.toString(i % TIERS)))
                .toList();
    }

    private static List<Pod> pods(String run) {
        Pods pods = new Pods(run)
                .scheduledBy(HeadroomProcess.SCHEDULER)
                .requests("100m", "50Mi")
                .plateau(PLATEAU_MIB + "Mi", "15Mi");
        for (int tier = 0; tier < TIERS; tier++) {
            pods.preferring(TIER, Integer.toString(tier), 100 - 20 * tier);
        }
        return pods.many(PODS);
    }

    /** Nodes whose bound pods' plateaus sum to more than the share of the allocatable memory that counts. */
    private static long overshoots(PodWatch watch) {
        return watch.byNode().values().stream()
                .filter(pods -> pods.size() * PLATEAU_MIB > NODE_MIB * SENSITIVITY)
                .count();
    }
}
