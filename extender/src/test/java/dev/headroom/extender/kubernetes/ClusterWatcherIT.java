package dev.headroom.extender.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.Resources;
import dev.headroom.extender.state.ClusterState;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.extender.telemetry.Target;
import dev.headroom.extender.telemetry.TargetListener;
import dev.headroom.predict.Predictor;
import dev.headroom.runtime.SystemClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterWatcherIT {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
    private final Queue<String> targets = new ConcurrentLinkedQueue<>();
    private final ClusterState state =
            new ClusterState(new Predictor(), new SystemClock(), registry, Duration.ofMillis(10));
    private KubernetesClient client;
    private BreakableProxy proxy;
    private ClusterWatcher watcher;

    @BeforeEach
    void start() throws IOException {
        server.init();
        client = server.createClient();
        proxy = new BreakableProxy(server.getPort());
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + proxy.port())
                .withWatchReconnectInterval(50)
                .build();
        watcher = new ClusterWatcher(
                new KubernetesClientBuilder().withConfig(config).build(),
                state::offer,
                new TargetListener() {
                    @Override
                    public void appeared(Target target) {
                        targets.add("+" + target.url());
                    }

                    @Override
                    public void disappeared(String podUid) {
                        targets.add("-");
                    }
                },
                registry);
    }

    @AfterEach
    void stop() throws IOException {
        watcher.close();
        proxy.close();
        client.close();
        state.close();
        try {
            server.destroy();
        } catch (IllegalStateException e) {
            // After a broken watch the mock's own event loop stands still for a minute, and it waits for 10 s: what it
            // still holds ends with the tests.
        }
    }

    @Test
    @DisplayName("what is there at the start is in the first synced state")
    void firstLists() {
        create(node("a", "4", "8Gi"));
        create(pod("p", "a", "200Mi"));
        assertThat(state.view().synced()).isFalse();
        watcher.start();
        await().until(() -> state.view().synced());
        assertThat(at("a").allocatable()).isEqualTo(new Resources(4000, 8L << 30));
        assertThat(at("a").requested()).isEqualTo(new Resources(100, 200L << 20));
    }

    @Test
    @DisplayName("an empty cluster is synced too")
    void nothingThere() {
        watcher.start();
        await().until(() -> state.view().synced());
    }

    @Test
    @DisplayName("additions, updates and deletions of nodes and pods reach the state, and targets their listener")
    void changes() {
        watcher.start();
        await().until(() -> state.view().synced());
        create(node("a", "4", "8Gi"));
        create(pod("p", "a", "200Mi"));
        await().until(() -> pods("a") == 1);

        client.nodes().withName("a").edit(node -> node("a", "2", "4Gi"));
        await().until(() -> at("a").allocatable().equals(new Resources(2000, 4L << 30)));

        client.pods().inNamespace("ns").withName("p").editStatus(pod -> {
            pod.setStatus(Yaml.pod("status: {phase: Running, podIP: 10.0.0.1}").getStatus());
            return pod;
        });
        await().until(() -> targets.contains("+http://10.0.0.1:8080/metrics"));

        client.pods().inNamespace("ns").withName("p").delete();
        await().until(() -> pods("a") == 0);
        await().until(() -> targets.contains("-"));

        client.nodes().withName("a").delete();
        await().until(() -> state.view().slotOf("a") < 0);
    }

    @Test
    @DisplayName("a watch that breaks is resumed, however often, and what comes after is seen")
    void brokenWatch() {
        watcher.start();
        await().until(() -> state.view().synced());
        create(node("a", "4", "8Gi"));
        await().until(() -> state.view().slotOf("a") >= 0);
        for (int round = 1; round <= 3; round++) {
            proxy.cut(false);
            create(pod("p" + round, "a", "1Mi"));
            int expected = round;
            // The mock server waits for up to a minute, on the event loop, for a watch that broke while it sent.
            await().atMost(Duration.ofMinutes(3)).until(() -> pods("a") == expected);
        }
    }

    @Test
    @DisplayName("an API server that is not there at the start is waited for")
    void lateServer() {
        proxy.cut(true);
        create(node("a", "4", "8Gi"));
        watcher.start();
        await().until(() -> proxy.accepted() > 1);
        assertThat(state.view().synced()).isFalse();
        proxy.letThrough();
        await().atMost(Duration.ofSeconds(30)).until(() -> state.view().synced());
        assertThat(at("a").name()).isEqualTo("a");
    }

    private void create(HasMetadata object) {
        client.resource(object).create();
    }

    private int pods(String node) {
        NodeInfo info = find(node);
        return info == null ? -1 : info.pods().size();
    }

    private NodeInfo at(String name) {
        NodeInfo node = find(name);
        if (node == null) {
            throw new IllegalStateException("no node " + name);
        }
        return node;
    }

    private @Nullable NodeInfo find(String name) {
        ClusterView view = state.view();
        int slot = view.slotOf(name);
        return slot < 0 ? null : view.node(slot);
    }

    private static Node node(String name, String cpu, String memory) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Node
                metadata: {name: %s}
                status: {allocatable: {cpu: "%s", memory: %s}}
                """.formatted(name, cpu, memory), Node.class);
    }

    private static Pod pod(String name, String node, String memory) {
        return Yaml.pod("""
                apiVersion: v1
                kind: Pod
                metadata:
                  namespace: ns
                  name: %s
                  annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8080"}
                spec:
                  nodeName: %s
                  containers: [{name: a, resources: {requests: {cpu: 100m, memory: %s}}}]
                """.formatted(name, node, memory));
    }
}
