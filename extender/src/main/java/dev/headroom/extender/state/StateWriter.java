package dev.headroom.extender.state;

import dev.headroom.api.MemoryForecast;
import dev.headroom.extender.state.StateMeters.EventKind;
import dev.headroom.predict.CorrelationLearner;
import dev.headroom.predict.FeedbackSettings;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.MemoryModel;
import dev.headroom.predict.Predictor;
import dev.headroom.predict.Sample;
import dev.headroom.predict.WorkloadProfile;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Owns everything mutable about the cluster and turns it into states. All of it on one thread. */
final class StateWriter {

    static final int MOST_WORKLOADS = 20_000;
    private static final long SETTLE_MILLIS = 1_000;
    private static final long FORGET_MILLIS = 30_000;

    private final InstantSource clock;
    private final StateMeters meters;
    private final Failures failures;
    private final Resolutions resolutions;
    private final Iterable<StateListener> listeners;
    private final Consumer<ClusterSnapshot> published;

    private final NodeTable nodes;
    private final Fleet fleet = new Fleet(MemoryModel::new);
    private final ContainerTable containers = new ContainerTable(fleet);
    private final WorkloadBook workloads;
    private final Outcomes outcomes = new Outcomes();
    private final TelemetryHealth health = new TelemetryHealth();
    private final CorrelationLearner correlations = new CorrelationLearner();
    private final PodTable pods;
    private final Publisher publisher;
    private final ForecastUpkeep upkeep;
    private final DriftCheck drift;
    private final Periodic settling;
    private final Periodic forgetting;
    private boolean synced;

    StateWriter(
            Predictor predictor,
            FeedbackSettings feedback,
            InstantSource clock,
            StateMeters meters,
            Failures failures,
            Resolutions resolutions,
            Iterable<StateListener> listeners,
            Consumer<ClusterSnapshot> published) {
        this.clock = clock;
        this.meters = meters;
        this.failures = failures;
        this.resolutions = resolutions;
        this.listeners = listeners;
        this.published = published;
        long now = clock.millis();
        nodes = new NodeTable(feedback);
        workloads = new WorkloadBook(MOST_WORKLOADS, fleet, feedback.largestBias());
        pods = new PodTable(nodes, workloads, containers, outcomes, predictor, clock);
        publisher = new Publisher(nodes, predictor, clock);
        upkeep = new ForecastUpkeep(pods, health, now);
        drift = new DriftCheck(nodes, meters, now);
        settling = new Periodic(SETTLE_MILLIS, now);
        forgetting = new Periodic(FORGET_MILLIS, now);
    }

    ClusterSnapshot last() {
        return publisher.last();
    }

    NodeTable nodes() {
        return nodes;
    }

    /** A defect in one event must not end the state: it is counted and logged, the rest goes on. */
    void apply(StateEvent event) {
        try {
            applyUnguarded(event);
        } catch (Throwable e) {
            failures.goOnAfter(event.getClass().getSimpleName(), "Event " + event + " could not be applied", e);
        }
    }

    private void applyUnguarded(StateEvent event) {
        switch (event) {
            case StateEvent.NodeApplied node -> {
                meters.happened(EventKind.NODE);
                nodes.apply(node.name(), node.allocatable(), node.capacityBytes());
            }
            case StateEvent.NodeDeleted node -> {
                meters.happened(EventKind.NODE);
                nodes.delete(node.name());
            }
            case StateEvent.NodeMeasured measured -> nodeMeasured(measured);
            case StateEvent.NodeHistory history -> history.measured().forEach(this::nodeMeasured);
            case StateEvent.PodApplied pod -> {
                meters.happened(EventKind.POD);
                if (pod.finished()) {
                    pods.finish(pod.pod().uid());
                } else {
                    pods.apply(pod);
                }
            }
            case StateEvent.PodDeleted pod -> {
                meters.happened(EventKind.POD);
                pods.delete(pod.uid());
            }
            case StateEvent.ContainerSampled sampled -> sampled(sampled);
            case StateEvent.Sampled sampled -> sampled(sampled.ofContainer());
            case StateEvent.ContainerRemembered past -> pods.remembered(past);
            case StateEvent.ScrapeMissed missed -> {
                PodRecord pod = pods.get(missed.podUid());
                if (pod != null) {
                    containers.missed(pod, missed.container(), missed.atMillis());
                }
            }
            case StateEvent.TelemetryExpected expected ->
                health.expect(expected.origin(), expected.wanted(), expected.intervalMillis());
            case StateEvent.Synced told -> synced = true;
        }
    }

    private void sampled(StateEvent.ContainerSampled sampled) {
        PodRecord pod = pods.get(sampled.podUid());
        MemoryForecast before = pod == null ? MemoryForecast.UNKNOWN : pod.info.forecast();
        Sample sample = sampled.sample();
        if (pod != null && pods.sampled(sampled.podUid(), sampled.container(), sample)) {
            meters.happened(EventKind.SAMPLE);
            health.sampled(sample.origin(), sample.atMillis());
            learn(pod, before, sample.atMillis());
            MeasuredContainer measured = containers.measured(pod, sampled.container());
            if (measured != null) {
                listeners.forEach(listener -> listener.measured(measured, sample));
            }
        }
    }

    /** @param before what was forecast until now: the sample itself must not be in it */
    private void learn(PodRecord pod, MemoryForecast before, long atMillis) {
        boolean roundEnded = correlations.observe(
                pod.info.uid(),
                pod.info.workload(),
                before.meanBytes(),
                before.spreadBytes(),
                pod.measuredBytes(),
                atMillis);
        if (roundEnded) {
            nodes.learnt(correlations.learnt());
        }
    }

    private void nodeMeasured(StateEvent.NodeMeasured measured) {
        if (nodes.measured(measured, clock.millis())) {
            meters.happened(EventKind.NODE_SAMPLE);
        }
    }

    /**
     * What is due by the clock.
     *
     * @return whether more of it waits, and the writer should not rest
     */
    boolean upkeep() {
        long now = clock.millis();
        drift.step(now);
        if (forgetting.isDue(now)) {
            nodes.forget(now);
        }
        boolean more = upkeep.step(now);
        if (workloads.isDirty() && settling.isDue(now)) {
            workloads.settle(pods::reforecast);
            workloads.publish();
        }
        return more;
    }

    /** Publishes a state if it would differ from the last one. @return whether it did */
    boolean publish() {
        Map<String, WorkloadProfile> profiles = workloads.lastPublished();
        List<String> degraded = health.degraded(synced, pods.isBlind(), clock.millis());
        if (outcomes.isEmpty() && !publisher.isDue(synced, profiles, degraded)) {
            return false;
        }
        Timer.Sample started = meters.startPublishing();
        outcomes.resolveInto(resolutions, publisher.last().version() + 1);
        published.accept(publisher.next(synced, profiles, degraded));
        meters.nodes.set(nodes.seen());
        meters.pods.set(pods.size());
        meters.published(started);
        outcomes.tell(listeners, e -> failures.goOnAfter("listener", "A listener of the state failed", e));
        return true;
    }

    /** Publishes everything that is known or due, what otherwise waits for its turn included. */
    void publishAll() {
        while (upkeep()) {
            // One slice of forecasts each.
        }
        workloads.settle(pods::reforecast);
        workloads.publish();
        publish();
    }
}
