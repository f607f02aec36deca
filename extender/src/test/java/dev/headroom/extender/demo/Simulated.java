package dev.headroom.extender.demo;

import dev.headroom.api.Resources;
import java.util.ArrayList;
import java.util.List;

/** Nodes, workloads and pods of the simulation, for tests. */
final class Simulated {

    static final long MIB = 1L << 20;
    static final long GIB = 1L << 30;

    private Simulated() {}

    static SimulatedNode node(String name, long milliCpu, long memoryBytes) {
        return new SimulatedNode(name, new Resources(milliCpu, memoryBytes));
    }

    /** Live heap in MiB; GOGC 100, no noise in load, every replica a few per cent different. */
    static Workload workload(String name, long requestMib, long liveMib) {
        return workload(name, requestMib, liveMib, 0, 0);
    }

    static Workload workload(String name, long requestMib, long liveMib, long limitMib, long goMemLimitMib) {
        return new Workload(
                "shop",
                name,
                "headroom",
                1,
                new Resources(100, requestMib * MIB),
                limitMib * MIB,
                goMemLimitMib * MIB,
                0,
                Workload.Metrics.RUNTIME,
                new Workload.Heap(liveMib * MIB, 60.0 * MIB, 100, 0, 0, 0, 0));
    }

    static SimulatedPod pod(Workload workload, int number) {
        return SimulatedPod.of(
                workload, "uid-" + workload.name() + "-" + number, "7f9c6b5d4h", "pod" + number, number, 1_000);
    }

    static List<SimulatedNode> nodes(int count, long memoryBytes) {
        List<SimulatedNode> nodes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            nodes.add(node("node-" + i, 4000, memoryBytes));
        }
        return nodes;
    }
}
