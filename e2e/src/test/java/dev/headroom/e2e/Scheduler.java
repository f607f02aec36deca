package dev.headroom.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A real kube-scheduler, at -v=5, where the failures of an extender's prioritize verb show. */
final class Scheduler implements AutoCloseable {
    /**
     * What kube-scheduler prints when an extender fails: filter and preempt of an ignorable one, prioritize (at -v=5 only), and the
     * error texts of extender.go, which every other failure carries: an answer that is not 200, and a request that got none.
     */
    private static final Pattern EXTENDER_ERROR = Pattern.compile(
            "extender as it returned error|Failed to run extender's priority function|with extender at URL"
                    + "|Post \\\\?\"http://[^\"]*/(filter|prioritize|preempt)|expected at least one victim pod on node"
                    + "|Ignored node for which the extender didn't report victims");

    private final Child process;

    private Scheduler(Child process) {
        this.process = process;
    }

    /** How a kube-scheduler of the tests is configured; without extenders it is a plain one. */
    record Settings(String schedulerName, String user, List<Extender> extenders) {
        static Settings plain(String schedulerName) {
            return new Settings(schedulerName, "kube-scheduler", List.of());
        }

        /** A second scheduler with Headroom, or what stands in for it, at a loopback port. */
        static Settings withExtender(String schedulerName, int port, int weight) {
            return new Settings(schedulerName, "headroom-scheduler", List.of(new Extender(port, weight, "1s")));
        }

        /** The same with the time-out of the deployed files: for what happens when nobody answers. */
        Settings asDeployed() {
            return new Settings(
                    schedulerName,
                    user,
                    extenders.stream()
                            .map(extender -> new Extender(extender.port(), extender.weight(), "300ms"))
                            .toList());
        }

        String yaml(Path kubeconfig) {
            StringBuilder yaml = new StringBuilder("""
                    apiVersion: kubescheduler.config.k8s.io/v1
                    kind: KubeSchedulerConfiguration
                    leaderElection:
                      leaderElect: false
                    clientConnection:
                      kubeconfig: %s
                      qps: 1000
                      burst: 2000
                    percentageOfNodesToScore: 100
                    profiles:
                      - schedulerName: %s
                    """.formatted(kubeconfig, schedulerName));
            if (!extenders.isEmpty()) {
                yaml.append("extenders:\n");
                extenders.forEach(extender -> yaml.append(extender.yaml()));
            }
            return yaml.toString();
        }
    }

    /**
     * Two entries for one server: an outage stops neither scheduling, nor lets it evict unasked. The time-out is a
     * second and not the 300 ms of the deployed files, so that a starved machine fails no test.
     */
    record Extender(int port, int weight, String httpTimeout) {
        String yaml() {
            return """
                      - urlPrefix: http://127.0.0.1:%1$d
                        filterVerb: filter
                        prioritizeVerb: prioritize
                        weight: %2$d
                        nodeCacheCapable: true
                        ignorable: true
                        httpTimeout: %3$s
                      - urlPrefix: http://127.0.0.1:%1$d
                        preemptVerb: preempt
                        nodeCacheCapable: true
                        ignorable: false
                        httpTimeout: %3$s
                    """.formatted(port, weight, httpTimeout).indent(2);
        }
    }

    static Scheduler start(ControlPlane cluster, String name, Settings settings) {
        return start(cluster, name, settings.yaml(cluster.kubeconfig(settings.user())));
    }

    /** Starts with a whole KubeSchedulerConfiguration and returns when the scheduler's caches are filled. */
    static Scheduler start(ControlPlane cluster, String name, String configuration) {
        try {
            Path config = Files.writeString(cluster.directory().resolve(name + ".yaml"), configuration);
            Child process = Child.start(
                    name,
                    cluster.logFile(name),
                    Map.of(),
                    List.of(
                            cluster.binaries().controlPlane("kube-scheduler"),
                            "--config=" + config,
                            "--secure-port=0",
                            "-v=5"));
            Scheduler scheduler = new Scheduler(process);
            Deadline.awaitOf(
                    process,
                    name + " has filled its caches",
                    Duration.ofSeconds(30),
                    () -> process.log().contains("Handlers synced"));
            return scheduler;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of the log that say that an extender failed. */
    List<String> extenderErrors() {
        return process.log().lines().filter(EXTENDER_ERROR.asPredicate()).toList();
    }

    /** Lines of the log that contain a text. */
    List<String> lines(String text) {
        return process.log().lines().filter(line -> line.contains(text)).toList();
    }

    @Override
    public void close() {
        process.close();
    }
}
