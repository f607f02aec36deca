package dev.headroom.extender.state;

import dev.headroom.api.Correlation;
import dev.headroom.api.MemorySum;
import dev.headroom.api.NodeAggregates;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.NodeLoad;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PriorityTiers;
import dev.headroom.api.Resources;
import dev.headroom.predict.FeedbackSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the writer knows of a node: its pods and their sums, which change by one pod at a time. It also stands for a
 * node that was not seen yet, or not any more, while pods are bound to it.
 */
final class NodeRecord {

    static final int UNSEEN = -1;

    /** The quantile and the correlation at which a change of need is weighed: those that plugins have by default. */
    private static final double Z95 = 1.645;

    private static final double CORRELATION = 0.3;

    final String name;
    final MeasuredMemory memory;
    int slot = UNSEEN;

    @Nullable
    Resources allocatable;

    boolean dirty;

    private final Set<PodRecord> pods = new LinkedHashSet<>();
    private Resources requested = Resources.NONE;
    private MemorySum forecast = MemorySum.EMPTY;
    private final TreeMap<Integer, MemorySum> byPriority = new TreeMap<>();
    private long measuredBytes;

    NodeRecord(String name, FeedbackSettings settings) {
        this.name = name;
        this.memory = new MeasuredMemory(settings);
    }

    Set<PodRecord> pods() {
        return pods;
    }

    MemorySum forecast() {
        return forecast;
    }

    void add(PodRecord pod) {
        pods.add(pod);
        count(pod.info);
        measuredBytes += pod.measuredBytes();
    }

    void remove(PodRecord pod) {
        pods.remove(pod);
        discount(pod.info);
        measuredBytes -= pod.measuredBytes();
    }

    /** The same pod says something else of itself. */
    void replace(PodInfo before, PodInfo after) {
        double needed = forecast.quantileBytes(Z95, CORRELATION);
        discount(before);
        count(after);
        memory.wobbled(forecast.quantileBytes(Z95, CORRELATION) - needed);
    }

    /** @param before of one pod's {@link PodRecord#measuredBytes} */
    void remeasure(long before, long after) {
        measuredBytes += after - before;
    }

    private void count(PodInfo pod) {
        requested = requested.plus(pod.requests());
        forecast = forecast.plus(pod.forecast());
        MemorySum tier = byPriority.getOrDefault(pod.priority(), MemorySum.EMPTY);
        byPriority.put(pod.priority(), tier.plus(pod.forecast()));
    }

    private void discount(PodInfo pod) {
        requested = requested.minus(pod.requests());
        forecast = forecast.minus(pod.forecast());
        MemorySum tier =
                byPriority.getOrDefault(pod.priority(), MemorySum.EMPTY).minus(pod.forecast());
        if (tier.known() == 0 && tier.unknown() == 0) {
            byPriority.remove(pod.priority());
        } else {
            byPriority.put(pod.priority(), tier);
        }
    }

    /** The published form; only for a node that was seen. */
    NodeInfo materialise(Resources seenAllocatable, Correlation correlation) {
        List<PodInfo> running = new ArrayList<>(pods.size());
        long oldest = 0;
        for (PodRecord pod : pods) {
            running.add(pod.info);
            if (pod.measured != null && (oldest == 0 || pod.sampledAtMillis < oldest)) {
                oldest = pod.sampledAtMillis;
            }
        }
        List<PodInfo> infos = List.copyOf(running);
        return new NodeInfo(
                slot,
                name,
                seenAllocatable,
                requested,
                infos,
                forecast,
                PriorityTiers.of(byPriority, infos),
                MemorySum.EMPTY,
                Resources.NONE,
                0,
                measuredBytes,
                oldest,
                NodeLoad.of(infos),
                memory.published(),
                correlation);
    }

    /** Computes the sums from scratch and takes them over. @return whether they differed from what was kept */
    boolean repair() {
        List<PodInfo> infos = new ArrayList<>(pods.size());
        TreeMap<Integer, MemorySum> tiers = new TreeMap<>();
        long measured = 0;
        for (PodRecord pod : pods) {
            infos.add(pod.info);
            tiers.merge(pod.info.priority(), MemorySum.EMPTY.plus(pod.info.forecast()), MemorySum::plus);
            measured += pod.measuredBytes();
        }
        NodeAggregates truth = NodeAggregates.of(infos);
        boolean sound = truth.requested().equals(requested)
                && truth.forecast().equals(forecast)
                && tiers.equals(byPriority)
                && measured == measuredBytes;
        requested = truth.requested();
        forecast = truth.forecast();
        byPriority.clear();
        byPriority.putAll(tiers);
        measuredBytes = measured;
        return !sound;
    }

    /** For the test of the drift check. */
    void plantDrift(long bytes) {
        measuredBytes += bytes;
        forecast = new MemorySum(
                forecast.meanBytes() + bytes,
                forecast.spreadBytes(),
                forecast.varianceKib2(),
                forecast.known(),
                forecast.unknown());
    }
}
