package dev.headroom.extender.state;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.predict.Predictor;
import dev.headroom.predict.WorkloadProfile;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A published state. Immutable; consecutive ones share every chunk of 64 slots in which nothing changed. */
final class ClusterSnapshot implements ClusterView {

    static final int CHUNK_BITS = 6;
    static final int CHUNK = 1 << CHUNK_BITS;

    private final long version;
    private final boolean synced;
    private final int slots;
    private final @Nullable NodeInfo[][] chunks;
    private final NameIndex names;
    private final Map<String, WorkloadProfile> workloads;
    private final List<String> degraded;
    private final Predictor predictor;
    private final InstantSource clock;

    ClusterSnapshot(
            long version,
            boolean synced,
            int slots,
            @Nullable NodeInfo[][] chunks,
            NameIndex names,
            Map<String, WorkloadProfile> workloads,
            List<String> degraded,
            Predictor predictor,
            InstantSource clock) {
        this.version = version;
        this.synced = synced;
        this.slots = slots;
        this.chunks = chunks;
        this.names = names;
        this.workloads = workloads;
        this.degraded = degraded;
        this.predictor = predictor;
        this.clock = clock;
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public boolean synced() {
        return synced;
    }

    @Override
    public Object nodeSet() {
        return names;
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public @Nullable NodeInfo node(int slot) {
        return chunks[slot >> CHUNK_BITS][slot & (CHUNK - 1)];
    }

    @Override
    public int slotOf(byte[] utf8, int from, int to) {
        return names.slotOf(utf8, from, to);
    }

    @Override
    public int slotOf(String name) {
        return names.slotOf(name);
    }

    @Override
    public MemoryForecast forecast(PodInfo pod) {
        return predictor.forecast(pod, null, workloads.get(pod.workload()), clock.millis());
    }

    @Override
    public List<String> degraded() {
        return degraded;
    }

    /** For tests of what is shared. */
    @Nullable
    NodeInfo[] chunk(int index) {
        return chunks[index];
    }

    NameIndex names() {
        return names;
    }

    Map<String, WorkloadProfile> workloads() {
        return workloads;
    }
}
