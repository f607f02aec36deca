package dev.headroom.extender;

import dev.headroom.config.HeadroomConfiguration.Telemetry;
import dev.headroom.config.KubeletSettings;
import dev.headroom.config.KubeletSettings.When;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.extender.telemetry.InputHealth;
import dev.headroom.extender.telemetry.MonitoringFeed;
import dev.headroom.extender.telemetry.join.AddressListener;
import dev.headroom.extender.telemetry.join.PodBook;
import dev.headroom.extender.telemetry.join.PodRef;
import dev.headroom.extender.telemetry.kubelet.KubeletSource;
import dev.headroom.extender.telemetry.kubelet.KubeletTarget;
import dev.headroom.extender.telemetry.prometheus.PrometheusSource;
import dev.headroom.predict.Sample;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers that are asked for measurements: a Prometheus if one is named, the kubelets if the configuration says so.
 * Thread-safe.
 */
final class Monitoring implements AddressListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Monitoring.class);

    private final PodBook pods = new PodBook();
    private final Telemetry settings;
    private final Consumer<StateEvent> events;
    private final @Nullable PrometheusSource prometheus;
    private final @Nullable KubeletSource kubelets;
    private boolean closed;

    /**
     * @param events where measurements go
     * @throws IllegalArgumentException if certificates that are to be believed cannot be read; names the file
     */
    Monitoring(Telemetry settings, Consumer<StateEvent> events, InstantSource clock, MeterRegistry meters) {
        this.settings = settings;
        this.events = events;
        MonitoringFeed feed = new MonitoringFeed(pods, events);
        boolean named = !settings.prometheus().url().isEmpty();
        try {
            prometheus = named
                    ? new PrometheusSource(settings.prometheus(), pods, feed, clock, meters, new SplittableRandom())
                    : null;
        } catch (IOException e) {
            throw new IllegalArgumentException("telemetry.prometheus: " + e.getMessage(), e);
        }
        kubelets = kubelets(settings.kubelet(), named, feed, clock, meters);
    }

    private @Nullable KubeletSource kubelets(
            KubeletSettings settings, boolean named, MonitoringFeed feed, InstantSource clock, MeterRegistry meters) {
        if (settings.enabled() == When.NEVER || settings.enabled() == When.AUTO && named) {
            return null;
        }
        try {
            return new KubeletSource(settings, pods, feed, clock, meters, new SplittableRandom());
        } catch (IOException e) {
            if (settings.enabled() == When.ALWAYS) {
                throw new IllegalArgumentException("telemetry.kubelet: " + e.getMessage(), e);
            }
            // Outside of a cluster there is no service account, and nobody asked for kubelets.
            LOG.info("Kubelets are not asked: {}", e.getMessage());
            return null;
        }
    }

    /**
     * Passes events on, and starts to ask when all that exists is told: what was measured before, a node's past above
     * all, is only of use to who knows the node.
     */
    Consumer<StateEvent> startingWhenSynced() {
        return event -> {
            events.accept(event);
            if (event instanceof StateEvent.Synced) {
                start();
            }
        };
    }

    private synchronized void start() {
        if (closed) {
            return;
        }
        expect();
        if (prometheus != null) {
            prometheus.start();
        }
        if (kubelets != null) {
            kubelets.start();
        }
    }

    /** What they say of themselves, for people who ask why something is missing. */
    List<InputHealth> inputs() {
        List<InputHealth> inputs = new ArrayList<>();
        if (prometheus != null) {
            inputs.addAll(prometheus.health(pods.containers()));
        }
        if (kubelets != null) {
            inputs.add(kubelets.health());
        }
        return inputs;
    }

    @Override
    public void podAppeared(PodRef pod, String address) {
        pods.podAppeared(pod, address);
        expect();
    }

    @Override
    public void podGone(String podUid) {
        pods.podGone(podUid);
        expect();
    }

    @Override
    public void nodeAppeared(String node, String address, int kubeletPort) {
        pods.nodeAppeared(node, address, kubeletPort);
        if (kubelets != null) {
            kubelets.appeared(
                    new KubeletTarget(node, address, kubeletPort == 0 ? KubeletTarget.DEFAULT_PORT : kubeletPort));
        }
    }

    @Override
    public void nodeGone(String node) {
        pods.nodeGone(node);
        if (kubelets != null) {
            kubelets.disappeared(node);
        }
    }

    /** Every pod should be accounted by its kubelet; how many are programs that a Prometheus scrapes nobody knows. */
    private void expect() {
        int running = pods.size();
        if (prometheus != null) {
            events.accept(expected(Sample.Origin.PROMETHEUS, running, prometheus.everyMillis()));
        }
        if (kubelets != null) {
            events.accept(expected(
                    Sample.Origin.KUBELET,
                    running,
                    settings.kubelet().interval().toMillis()));
        } else if (prometheus != null) {
            events.accept(expected(Sample.Origin.KUBELET, running, prometheus.everyMillis()));
        }
    }

    private static StateEvent expected(Sample.Origin origin, int pods, long everyMillis) {
        return new StateEvent.TelemetryExpected(origin, pods, everyMillis);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (prometheus != null) {
            prometheus.close();
        }
        if (kubelets != null) {
            kubelets.close();
        }
    }
}
