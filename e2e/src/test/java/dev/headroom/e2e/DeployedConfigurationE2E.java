package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The files of {@code deploy/} as they are, with the rights of {@code deploy/rbac.yaml}: the real kube-scheduler loads each of its
 * configurations, becomes the leader by its Lease, and binds a pod with Headroom's answer.
 */
@ExtendWith(ControlPlaneExtension.class)
class DeployedConfigurationE2E {
    private final ControlPlane cluster;

    DeployedConfigurationE2E(ControlPlane cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "second-scheduler, headroom-scheduler, headroom, score",
        "second-scheduler-enforce, headroom-scheduler, headroom, enforce",
        "control-plane, kube-scheduler, default-scheduler, score"
    })
    void kubeSchedulerLoadsTheConfigurationAndBindsWithHeadroom(
            String file, String user, String schedulerName, String mode) throws IOException {
        Cluster.createNodes(cluster.client(), Nodes.many("node", 3, "8", "16Gi"));
        HeadroomConfig config = new HeadroomConfig()
                .file(deployed("headroom.yaml")
                        .replace("schedulerName: headroom", "schedulerName: " + schedulerName)
                        .replace("mode: score", "mode: " + mode));
        String configuration = deployed("scheduler/" + file + ".yaml")
                .replaceFirst("kubeconfig: .*", "kubeconfig: " + cluster.kubeconfig(user))
                .replace("http://127.0.0.1:8888", "http://127.0.0.1:" + config.verbsPort());
        String run = "deployed-" + file;
        try (HeadroomProcess headroom = HeadroomProcess.start(cluster, config);
                Scheduler scheduler = Scheduler.start(cluster, "scheduler-" + file, configuration);
                PodWatch watch = new PodWatch(cluster.client(), run)) {
            Cluster.createPods(
                    cluster.client(),
                    new Pods(run)
                            .scheduledBy(schedulerName)
                            .requests("100m", "128Mi")
                            .plateau("200Mi")
                            .many(5));
            watch.awaitBound(5, Duration.ofSeconds(60));

            assertThat(headroom.calls("filter")).isGreaterThanOrEqualTo(5);
            assertThat(headroom.calls("prioritize")).isGreaterThanOrEqualTo(5);
            assertThat(scheduler.extenderErrors()).isEmpty();
            assertThat(scheduler.lines("Successfully acquired lease")).isNotEmpty();
        }
    }

    private String deployed(String file) throws IOException {
        return Files.readString(
                cluster.binaries().repository().resolve("deploy").resolve(file));
    }
}
