package dev.headroom.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Creating many objects at once. */
final class Cluster {
    /** Enough to keep an API server on 2 cores busy, and below the 100 streams of one HTTP/2 connection. */
    private static final int IN_FLIGHT = 32;

    private Cluster() {}

    /** Creates the nodes and waits until kwok has made all of them ready. */
    static void createNodes(KubernetesClient client, Collection<Node> nodes) {
        create(client, nodes);
        Deadline.await(
                nodes.size() + " nodes are ready",
                Duration.ofSeconds(60),
                () -> client.nodes().list().getItems().stream()
                                .filter(Cluster::isReady)
                                .count()
                        >= nodes.size());
    }

    private static boolean isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    /** Creates the pods in parallel. */
    static void createPods(KubernetesClient client, Collection<Pod> pods) {
        create(client, pods);
    }

    private static void create(KubernetesClient client, Collection<? extends HasMetadata> objects) {
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> creations = objects.stream()
                    .map(object -> threads.submit(() -> {
                        inFlight.acquire();
                        try {
                            return client.resource(object).create();
                        } finally {
                            inFlight.release();
                        }
                    }))
                    .toList();
            for (Future<?> creation : creations) {
                creation.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("creating " + objects.size() + " objects", e.getCause());
        }
    }
}
