package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** d. Headroom dies, or hangs, in a burst of 1,000 pods: placements go on, and it takes part again afterwards. */
@ExtendWith(ControlPlaneExtension.class)
class OutageE2E {
    private static final int PODS = 1000;
    private static final int MORE = 50;
    private static final int LATE = 5;
    private final ControlPlane cluster;

    OutageE2E(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void nodes() {
        Cluster.createNodes(cluster.client(), Nodes.many("node", 100, "16", "64Gi"));
    }

    @Test
    void placementsGoOnWhenHeadroomIsKilledAndItTakesPartAgainAfterTheRestart() {
        try (HeadroomProcess headroom = HeadroomProcess.start(cluster, new HeadroomConfig());
                Scheduler scheduler = startScheduler("scheduler-d-kill", headroom);
                PodWatch watch = new PodWatch(cluster.client(), "killed")) {
            CompletableFuture<Void> burst = burst("killed");
            watch.awaitBound(PODS / 5, Duration.ofSeconds(60));
            headroom.killHard();
            assertThat(watch.bound()).as("bound when Headroom died").hasSizeLessThan(PODS);
            watch.awaitBound(PODS, Duration.ofSeconds(120));
            burst.join();
            assertThat(scheduler.extenderErrors()).as("what kube-scheduler met").isNotEmpty();

            headroom.restart();
            headroom.awaitReady();
            assertTakesPart(headroom, scheduler, "after-restart");
        }
    }

    @Test
    void placementsGoOnWhenHeadroomIsStoppedAndItTakesPartAgainWhenItGoesOn() {
        try (HeadroomProcess headroom = HeadroomProcess.start(cluster, new HeadroomConfig());
                Scheduler scheduler = startScheduler("scheduler-d-stop", headroom);
                PodWatch watch = new PodWatch(cluster.client(), "stopped")) {
            long pid = headroom.pid();
            CompletableFuture<Void> burst = burst("stopped");
            watch.awaitBound(PODS / 5, Duration.ofSeconds(60));
            headroom.stop();
            Instant stopped = Instant.now();
            int bound = cluster.audit().bindings("stopped-").size();
            assertThat(bound).as("bound when Headroom stopped").isLessThan(PODS - MORE);
            // Every pod now costs two timeouts of 300 ms: one of filter, one of prioritize.
            Deadline.await(
                    "kube-scheduler has met 40 timeouts",
                    Duration.ofSeconds(60),
                    () -> scheduler.extenderErrors().size() >= 40);
            assertThat(cluster.audit().bindings("stopped-"))
                    .as("placements go on meanwhile")
                    .hasSizeGreaterThanOrEqualTo(bound + 15);
            Instant goesOn = Instant.now();
            headroom.cont();
            watch.awaitBound(PODS, Duration.ofSeconds(120));
            burst.join();

            List<AuditLog.Binding> bindings = cluster.audit().bindings("stopped-");
            double gap = AuditLog.longestGap(bindings).toMillis() / 1000.0;
            double before = AuditLog.rate(bindings, bindings.getFirst().at(), stopped);
            Figures.record("e2e.sigstop_longest_gap_s", gap);
            Figures.record("e2e.sigstop_rate_ratio", AuditLog.rate(bindings, stopped, goesOn) / before);
            assertThat(gap).as("longest time without a binding").isLessThanOrEqualTo(2.0);
            assertThat(headroom.isAlive() && headroom.pid() == pid)
                    .as("a process that was merely stopped is not ended on waking")
                    .isTrue();
            headroom.awaitReady();
            assertTakesPart(headroom, scheduler, "after-stop");
        }
    }

    private Scheduler startScheduler(String name, HeadroomProcess headroom) {
        return Scheduler.start(
                cluster,
                name,
                Scheduler.Settings.withExtender(HeadroomProcess.SCHEDULER, headroom.verbsPort(), 3)
                        .asDeployed());
    }

    private CompletableFuture<Void> burst(String run) {
        Pods pods = new Pods(run)
                .scheduledBy(HeadroomProcess.SCHEDULER)
                .requests("100m", "128Mi")
                .plateau("300Mi");
        // Not on the common pool: the client completes its answers there, and on 2 cores it has one thread.
        return CompletableFuture.runAsync(
                () -> Cluster.createPods(cluster.client(), pods.many(PODS)), Thread::startVirtualThread);
    }

    /** Some more pods are answered; a JVM that has just started may be late for a few of them. */
    private void assertTakesPart(HeadroomProcess headroom, Scheduler scheduler, String run) {
        int errors = scheduler.extenderErrors().size();
        long filtered = headroom.calls("filter");
        try (PodWatch watch = new PodWatch(cluster.client(), run)) {
            Cluster.createPods(
                    cluster.client(),
                    new Pods(run)
                            .scheduledBy(HeadroomProcess.SCHEDULER)
                            .requests("100m", "128Mi")
                            .many(MORE));
            watch.awaitBound(MORE, Duration.ofSeconds(60));
        }
        assertThat(headroom.calls("filter") - filtered)
                .as("filter calls for the pods afterwards")
                .isGreaterThanOrEqualTo(MORE);
        assertThat(scheduler
                        .extenderErrors()
                        .subList(errors, scheduler.extenderErrors().size()))
                .as("errors afterwards")
                .hasSizeLessThanOrEqualTo(LATE);
    }
}
