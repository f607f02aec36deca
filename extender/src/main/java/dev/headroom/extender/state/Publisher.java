package dev.headroom.extender.state;

import dev.headroom.api.NodeInfo;
import dev.headroom.predict.Predictor;
import dev.headroom.predict.WorkloadProfile;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes each state from the one before, copying only the chunks in which a node changed. The writer's. */
final class Publisher {

    private final NodeTable nodes;
    private final Predictor predictor;
    private final InstantSource clock;
    private ClusterSnapshot last;
    private @Nullable NodeInfo[][] chunks = new NodeInfo[0][];
    private boolean[] copied = new boolean[0];

    Publisher(NodeTable nodes, Predictor predictor, InstantSource clock) {
        this.nodes = nodes;
        this.predictor = predictor;
        this.clock = clock;
        this.last = new ClusterSnapshot(
                0,
                false,
                0,
                chunks,
                NameIndex.EMPTY,
                Map.of(),
                List.of(Degradation.NotSynced.name()),
                predictor,
                clock);
    }

    ClusterSnapshot last() {
        return last;
    }

    /** Whether a state made now would differ from the last one. */
    boolean isDue(boolean synced, Map<String, WorkloadProfile> workloads, List<String> degraded) {
        return nodes.isDirty()
                || synced != last.synced()
                || workloads != last.workloads()
                || !degraded.equals(last.degraded());
    }

    ClusterSnapshot next(boolean synced, Map<String, WorkloadProfile> workloads, List<String> degraded) {
        int count = (nodes.slots() + ClusterSnapshot.CHUNK - 1) >> ClusterSnapshot.CHUNK_BITS;
        copied = new boolean[count];
        int before = chunks.length;
        chunks = Arrays.copyOf(chunks, count);
        for (int i = before; i < count; i++) {
            chunks[i] = new NodeInfo[ClusterSnapshot.CHUNK];
            copied[i] = true;
        }
        for (int slot : nodes.takeReleased()) {
            writable(slot)[slot & (ClusterSnapshot.CHUNK - 1)] = null;
        }
        for (NodeRecord node : nodes.takeDirty()) {
            if (node.allocatable != null) {
                writable(node.slot)[node.slot & (ClusterSnapshot.CHUNK - 1)] =
                        node.materialise(node.allocatable, nodes.correlation());
            }
        }
        NameIndex names = nodes.takeNamesChanged() ? NameIndex.of(nodes.slotByName()) : last.names();
        List<String> codes = degraded.equals(last.degraded()) ? last.degraded() : List.copyOf(degraded);
        last = new ClusterSnapshot(
                last.version() + 1, synced, nodes.slots(), chunks, names, workloads, codes, predictor, clock);
        return last;
    }

    private @Nullable NodeInfo[] writable(int slot) {
        int index = slot >> ClusterSnapshot.CHUNK_BITS;
        if (!copied[index]) {
            chunks[index] = chunks[index].clone();
            copied[index] = true;
        }
        return chunks[index];
    }
}
