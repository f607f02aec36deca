package dev.headroom.extender.demo;

import dev.headroom.extender.state.StateEvent;
import dev.headroom.predict.Sample;
import java.util.List;

/** Tells Headroom what in a real cluster its informers and scrapes would. Used by one thread. */
final class HeadroomFeed {

    /** Simulated seconds between two scrapes of a pod. */
    private static final int SCRAPE_SECONDS = 5;

    /** Simulated seconds between two looks of the kubelet at a pod's cgroup. */
    private static final int KUBELET_SECONDS = 10;

    private final RunningHeadroom headroom;
    private int expected;

    HeadroomFeed(RunningHeadroom headroom) {
        this.headroom = headroom;
    }

    void synced(List<SimulatedNode> nodes) {
        nodes.forEach(node -> headroom.offer(new StateEvent.NodeApplied(node.name(), node.allocatable())));
        headroom.offer(new StateEvent.Synced());
        flush();
    }

    void created(SimulatedPod pod) {
        headroom.offer(new StateEvent.PodApplied(pod.info(), null, false, pod.createdAtMillis()));
    }

    void bound(SimulatedPod pod, SimulatedNode node) {
        headroom.offer(new StateEvent.PodApplied(pod.info(), node.name(), false, pod.createdAtMillis()));
    }

    void deleted(SimulatedPod pod) {
        headroom.offer(new StateEvent.PodDeleted(pod.uid()));
    }

    /**
     * Scrapes every pod that shows metrics once in five steps, as a scraper does that spreads its targets, and tells what
     * its kubelet says of its cgroup once in ten.
     */
    void scrape(List<SimulatedNode> nodes, int step, long nowMillis) {
        int wanted = 0;
        for (SimulatedNode node : nodes) {
            for (RunningPod running : node.running().values()) {
                SimulatedPod pod = running.pod();
                if (pod.workload().metrics() == Workload.Metrics.NONE) {
                    continue;
                }
                wanted++;
                if (running.isUp() && isTurn(pod, step, SCRAPE_SECONDS)) {
                    tell(pod, running.process().sample(nowMillis));
                }
                if (running.isUp() && isTurn(pod, step, KUBELET_SECONDS)) {
                    tell(pod, running.cgroup().sample(nowMillis, running.residentBytes()));
                }
            }
        }
        if (wanted != expected) {
            expected = wanted;
            headroom.offer(new StateEvent.TelemetryExpected(wanted, SCRAPE_SECONDS * 1_000L));
        }
    }

    private void tell(SimulatedPod pod, Sample sample) {
        headroom.offer(new StateEvent.ContainerSampled(pod.uid(), "", sample));
    }

    private static boolean isTurn(SimulatedPod pod, int step, int everySeconds) {
        return Math.floorMod(pod.seed() + step, everySeconds) == 0;
    }

    /** Waits until Headroom decides on what it was told, so that a run does not depend on the machine's speed. */
    void flush() {
        headroom.flush().join();
    }
}
