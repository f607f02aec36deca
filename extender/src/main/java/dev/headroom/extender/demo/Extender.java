package dev.headroom.extender.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The two calls that kube-scheduler makes of an extender while it places a pod. */
interface Extender {

    /** As if no extender were configured. */
    Extender NONE = new Extender() {
        @Override
        public Filtered filter(SimulatedPod pod, List<String> nodes) {
            return new Filtered(nodes, Map.of());
        }

        @Override
        public Map<String, Long> prioritize(SimulatedPod pod, List<String> nodes) {
            return Map.of();
        }
    };

    /**
     * @param nodes that are left
     * @param refusals why others are not, by node
     */
    record Filtered(List<String> nodes, Map<String, String> refusals) {}

    /** @throws IOException if there is no answer, or one that kube-scheduler would not take */
    Filtered filter(SimulatedPod pod, List<String> nodes) throws IOException;

    /**
     * @return 0 to 10 by node
     * @throws IOException as {@link #filter}
     */
    Map<String, Long> prioritize(SimulatedPod pod, List<String> nodes) throws IOException;
}
