package dev.headroom.extender.demo;

import dev.headroom.api.GcHeadroomModel;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.extender.state.ClusterView;
import java.time.Duration;

/**
 * The numbers of one line.
 *
 * @param forecastBytes expected plateaus of all bound pods of which something is known, as Headroom has them
 * @param trueBytes resident memory now, as the simulation has it
 * @param atRisk nodes whose forecast exceeds what may be filled, at the quantile of the default profile
 * @param over nodes that hold more than their allocatable memory
 * @param kills since the start, because a node was full
 * @param overByRequests the same nodes if only requests had counted
 * @param killsByRequests the same kills
 */
record DemoFigures(
        Duration time,
        int pods,
        int waiting,
        long forecastBytes,
        long trueBytes,
        int atRisk,
        int over,
        long kills,
        int overByRequests,
        long killsByRequests) {

    static DemoFigures of(Duration time, SimulatedCluster cluster, ClusterView view, GcHeadroomModel model) {
        long forecast = 0;
        int atRisk = 0;
        for (int slot = 0; slot < view.slots(); slot++) {
            NodeInfo node = view.node(slot);
            if (node != null) {
                forecast += node.forecast().meanBytes();
                long need = model.needBytes(node.forecast(), MemoryForecast.UNKNOWN);
                atRisk += need > model.limitBytes(node) ? 1 : 0;
            }
        }
        World ours = cluster.withHeadroom().world();
        World other = cluster.requestsOnly().world();
        return new DemoFigures(
                time,
                ours.boundPods(),
                cluster.withHeadroom().waiting(),
                forecast,
                ours.residentBytes(),
                atRisk,
                ours.nodesOver(),
                ours.nodeKills(),
                other.nodesOver(),
                other.nodeKills());
    }
}
