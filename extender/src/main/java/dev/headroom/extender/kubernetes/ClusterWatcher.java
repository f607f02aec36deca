package dev.headroom.extender.kubernetes;

import dev.headroom.extender.state.StateEvent;
import dev.headroom.extender.telemetry.TargetListener;
import dev.headroom.extender.telemetry.join.AddressListener;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches nodes and pods and tells the state what it sees, from the first lists on; {@link StateEvent.Synced} follows
 * both. A list or watch that fails is tried again for ever, counted as {@code headroom.watch.failures} by
 * {@code kind}. Thread-safe.
 */
public final class ClusterWatcher implements AutoCloseable {

    /** Small enough to flatten the peak of parsing, and cheap for API servers of 1.34 and newer. */
    private static final long PAGE = 500;

    private static final int RECONNECT_LEAST_MILLIS = 500;
    private static final int RECONNECT_MOST_MILLIS = 1_500;
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatcher.class);

    private final KubernetesClient client;
    private final MeterRegistry registry;
    private final SharedIndexInformer<Node> nodes;
    private final SharedIndexInformer<Pod> pods;
    private volatile boolean closed;

    /** @param client closed with this */
    ClusterWatcher(
            KubernetesClient client, Consumer<StateEvent> events, TargetListener targets, MeterRegistry registry) {
        this(client, events, targets, AddressListener.NONE, registry);
    }

    /** @param client closed with this */
    ClusterWatcher(
            KubernetesClient client,
            Consumer<StateEvent> events,
            TargetListener targets,
            AddressListener addresses,
            MeterRegistry registry) {
        this.client = client;
        this.registry = registry;
        AtomicInteger unlisted = new AtomicInteger(2);
        nodes = watching(
                "node",
                client.nodes().withLimit(PAGE).runnableInformer(0),
                new IdentityStore<>(meta -> new NodeBuilder().withMetadata(meta).build()),
                new NodeHandler(events, new BadValueLog(registry), new FirstList(unlisted, events)));
        pods = watching(
                "pod",
                // A pod that finishes leaves the selection, which the watch shows as its deletion.
                client.pods()
                        .inAnyNamespace()
                        .withoutField("status.phase", "Succeeded")
                        .withoutField("status.phase", "Failed")
                        .withLimit(PAGE)
                        .runnableInformer(0),
                new IdentityStore<>(meta -> new PodBuilder().withMetadata(meta).build()),
                new PodHandler(events, targets, new BadValueLog(registry), new FirstList(unlisted, events)));
        nodes.addEventHandler(new NodeAddresses(addresses));
        pods.addEventHandler(new PodAddresses(addresses));
    }

    /**
     * For the cluster that the environment names: the service account within a pod, else {@code KUBECONFIG}. Connects
     * to nothing yet.
     *
     * @param addresses is told by what monitoring may name pods and nodes
     * @param random gives this process a pace of its own, so that replicas do not list in step after an outage
     */
    public static ClusterWatcher connect(
            Consumer<StateEvent> events,
            TargetListener targets,
            AddressListener addresses,
            MeterRegistry registry,
            RandomGenerator random) {
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withUserAgent("headroom")
                // The client doubles it up to 32 times, without any jitter.
                .withWatchReconnectInterval(random.nextInt(RECONNECT_LEAST_MILLIS, RECONNECT_MOST_MILLIS))
                .build();
        return new ClusterWatcher(
                new KubernetesClientBuilder().withConfig(config).build(), events, targets, addresses, registry);
    }

    /** Returns at once; what is there arrives as events. */
    public void start() {
        nodes.start();
        pods.start();
    }

    @Override
    public void close() {
        closed = true;
        nodes.stop();
        pods.stop();
        client.close();
    }

    private <T extends HasMetadata> SharedIndexInformer<T> watching(
            String kind, SharedIndexInformer<T> informer, IdentityStore<T> store, ResourceEventHandler<T> handler) {
        informer.removeNamespaceIndex()
                .itemStore(store)
                .exceptionHandler((started, failure) -> {
                    registry.counter("headroom.watch.failures", "kind", kind).increment();
                    return true;
                })
                .addEventHandler(handler);
        informer.stopped().whenComplete((nothing, failure) -> {
            if (!closed) {
                LOG.error("The watch of {}s ended although it should never", kind, failure);
            }
        });
        return informer;
    }

    /** Tells that all is told when the last kind was listed for the first time. */
    private static final class FirstList implements Runnable {

        private final AtomicInteger unlisted;
        private final Consumer<StateEvent> events;
        private boolean seen;

        FirstList(AtomicInteger unlisted, Consumer<StateEvent> events) {
            this.unlisted = unlisted;
            this.events = events;
        }

        @Override
        public void run() {
            if (!seen) {
                seen = true;
                if (unlisted.decrementAndGet() == 0) {
                    events.accept(new StateEvent.Synced());
                }
            }
        }
    }
}
