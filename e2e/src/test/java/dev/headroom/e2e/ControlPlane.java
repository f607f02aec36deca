package dev.headroom.e2e;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real etcd, kube-apiserver and kwok on loopback ports of their own. Without a kube-controller-manager: nodes get no taints of
 * its making, and what a test leaves behind is removed by {@link #clear()}.
 */
final class ControlPlane implements AutoCloseable {
    static final String NAMESPACE = "default";
    private static final Duration START = Duration.ofSeconds(60);

    private final Binaries binaries;
    private final Path directory;
    private final Credentials credentials;
    private final List<Child> children = new ArrayList<>();
    private final KubernetesClient client;

    /** Starts everything and returns when the API server answers and kwok is there. */
    static ControlPlane start() {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            return new ControlPlane(Binaries.find(), Files.createTempDirectory(target, "control-plane-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ControlPlane(Binaries binaries, Path directory) throws IOException {
        this.binaries = binaries;
        this.directory = directory;
        int apiPort = Deadline.freePort();
        this.credentials = Credentials.create(directory, apiPort);
        try {
            startApiServer(startEtcd(), apiPort);
            this.client = connect();
            Deadline.awaitOf(
                    children.getLast(),
                    "kube-apiserver is ready",
                    START,
                    () -> "ok".equals(client.raw("/readyz"))
                            && client.namespaces().withName(NAMESPACE).get() != null);
            create(Files.readString(binaries.repository().resolve("deploy/rbac.yaml")));
            create(resource("rbac.yaml"));
            startKwok();
        } catch (RuntimeException | IOException e) {
            children.reversed().forEach(Child::close);
            throw e;
        }
    }

    private String startEtcd() {
        String url = "http://127.0.0.1:" + Deadline.freePort();
        String peers = "http://127.0.0.1:" + Deadline.freePort();
        run(
                "etcd",
                "--data-dir=" + directory.resolve("etcd"),
                "--unsafe-no-fsync",
                "--listen-client-urls=" + url,
                "--advertise-client-urls=" + url,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers,
                "--log-level=warn");
        return url;
    }

    private void startApiServer(String etcd, int port) throws IOException {
        Path policy = Files.writeString(directory.resolve("audit-policy.yaml"), resource("audit-policy.yaml"));
        run(
                "kube-apiserver",
                "--etcd-servers=" + etcd,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--endpoint-reconciler-type=none",
                "--secure-port=" + port,
                "--cert-dir=" + credentials.certificates(),
                "--service-cluster-ip-range=10.96.0.0/24",
                "--service-account-issuer=https://127.0.0.1:" + port,
                "--service-account-key-file=" + credentials.signingKey(),
                "--service-account-signing-key-file=" + credentials.signingKey(),
                "--token-auth-file=" + credentials.tokens(),
                "--authorization-mode=RBAC",
                // Both need a controller manager to undo what they do.
                "--disable-admission-plugins=ServiceAccount,TaintNodesByCondition",
                // The bursts are the subject of the tests, and not how an API server defends itself.
                "--enable-priority-and-fairness=false",
                "--max-requests-inflight=0",
                "--max-mutating-requests-inflight=0",
                "--audit-policy-file=" + policy,
                "--audit-log-path=" + directory.resolve("audit.log"),
                "--v=1");
    }

    private void startKwok() throws IOException {
        Path config = Files.writeString(
                directory.resolve("kwok.yaml"),
                resource("kwok.yaml").replace("@PORT@", Integer.toString(Deadline.freePort())));
        run("kwok", "--kubeconfig=" + kubeconfig("admin"), "--config=" + config);
    }

    private void create(String manifests) {
        client.load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)))
                .create();
    }

    private KubernetesClient connect() {
        Path certificate = credentials.certificates().resolve("apiserver.crt");
        Deadline.awaitOf(
                children.getLast(), "kube-apiserver has a certificate", START, () -> Files.size(certificate) > 0);
        Config config = Config.fromKubeconfig(kubeconfig("admin").toFile());
        // Removing a thousand pods is one request.
        config.setRequestTimeout(60_000);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private void run(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(binaries.controlPlane(name)));
        command.addAll(List.of(arguments));
        children.add(Child.start(name, logFile(name), Map.of(), command));
    }

    Binaries binaries() {
        return binaries;
    }

    KubernetesClient client() {
        return client;
    }

    AuditLog audit() {
        return new AuditLog(directory.resolve("audit.log"));
    }

    /** A folder for files of a test; it stays after the run. */
    Path directory() {
        return directory;
    }

    Path logFile(String name) {
        return directory.resolve("logs").resolve(name + ".log");
    }

    /** The kubeconfig of admin, kube-scheduler, headroom-scheduler or headroom. */
    Path kubeconfig(String user) {
        return credentials.kubeconfig(user);
    }

    /** Removes pods, nodes, priority classes, leases and events, so that the next test finds an empty cluster. */
    void clear() {
        client.pods().inNamespace(NAMESPACE).withGracePeriod(0).delete();
        client.nodes().delete();
        client.events().v1().events().inNamespace(NAMESPACE).delete();
        // A scheduler that was killed holds its Lease for 15 s more.
        client.leases().inNamespace("headroom").delete();
        client.scheduling().v1().priorityClasses().withLabel(Pods.RUN).delete();
        Deadline.await(
                "the cluster is empty",
                Duration.ofSeconds(30),
                () -> client.pods().inNamespace(NAMESPACE).list().getItems().isEmpty()
                        && client.nodes().list().getItems().isEmpty());
    }

    private static String resource(String name) throws IOException {
        try (var stream = ControlPlane.class.getResourceAsStream("/control-plane/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("no resource control-plane/" + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Ends everything at once: nothing in the cluster outlives the run. The logs stay. */
    @Override
    public void close() {
        client.close();
        children.reversed().forEach(Child::close);
        Path data = directory.resolve("etcd");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove " + data, e);
        }
    }
}
