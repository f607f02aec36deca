package dev.headroom.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The pods of one run as a watch shows them. */
final class PodWatch implements AutoCloseable {
    private final String run;
    private final SharedIndexInformer<Pod> informer;

    PodWatch(KubernetesClient client, String run) {
        this.run = run;
        this.informer = client.pods()
                .inNamespace(ControlPlane.NAMESPACE)
                .withLabel(Pods.RUN, run)
                .inform();
    }

    List<Pod> pods() {
        return informer.getStore().list();
    }

    List<Pod> bound() {
        return pods().stream().filter(PodWatch::isBound).toList();
    }

    static boolean isBound(Pod pod) {
        return pod.getSpec().getNodeName() != null;
    }

    /** The bound pods of each node. */
    Map<String, List<Pod>> byNode() {
        return bound().stream()
                .collect(Collectors.groupingBy(pod -> pod.getSpec().getNodeName()));
    }

    /** How many bound pods lie on nodes whose name fits. */
    long boundOn(Predicate<String> node) {
        return bound().stream()
                .filter(pod -> node.test(pod.getSpec().getNodeName()))
                .count();
    }

    void awaitBound(int count, Duration deadline) {
        Deadline.await(count + " pods of " + run + " are bound", deadline, () -> bound().size() >= count);
    }

    @Override
    public void close() {
        informer.close();
    }
}
