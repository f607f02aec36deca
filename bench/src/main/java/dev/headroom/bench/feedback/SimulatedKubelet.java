package dev.headroom.bench.feedback;

import dev.headroom.extender.state.StateEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A node with its pods, what others take there, and what its kubelet says of both. Others are what was set aside, 10 % of
 * the capacity that nobody told of, a little per pod, and noise.
 */
final class SimulatedKubelet {

    static final double HIDDEN = 0.10;
    private static final double SET_ASIDE = 0.05;
    private static final double EVICTION_BYTES = 100 << 20;

    /** What a pod costs beside itself: shim, page tables, slab. */
    private static final double PER_POD_BYTES = 12 << 20;

    /** Standard deviation of what others take, as a share of the capacity. */
    private static final double NOISE = 0.005;

    /** One measurement in a hundred is ten times off, one in fifty does not come, one in fifty is the last one again. */
    private static final double OUTLIERS = 0.01;

    private static final double MISSING = 0.02;
    private static final double STALE = 0.02;

    private final String name;
    private final double capacityBytes;
    private final SplittableRandom random;
    private final Load noise;
    private final List<GoReplica> pods = new ArrayList<>();
    private StateEvent.@Nullable NodeMeasured last;
    private double peakBytes;

    SimulatedKubelet(String name, long capacityBytes, SplittableRandom random) {
        this.name = name;
        this.capacityBytes = capacityBytes;
        this.random = random;
        this.noise = new Load(random.split());
    }

    String name() {
        return name;
    }

    long capacityBytes() {
        return (long) capacityBytes;
    }

    /** {@code status.allocatable.memory}: it knows of what was set aside only. */
    long allocatableBytes() {
        return (long) (capacityBytes * (1 - SET_ASIDE) - EVICTION_BYTES);
    }

    /** What pods can really have before the kubelet evicts, noise left out. */
    double availableBytes() {
        return capacityBytes * (1 - SET_ASIDE - HIDDEN) - PER_POD_BYTES * pods.size() - EVICTION_BYTES;
    }

    /** Standard deviation of one observation, outliers left out, as a share of what is available. */
    double noise() {
        return NOISE * capacityBytes / availableBytes();
    }

    List<GoReplica> pods() {
        return pods;
    }

    double residentBytes() {
        return pods.stream().mapToDouble(GoReplica::residentBytes).sum();
    }

    /** Five seconds pass. */
    void step() {
        noise.step();
        pods.forEach(GoReplica::step);
        peakBytes = Math.max(peakBytes, residentBytes());
    }

    /** Highest memory of all pods since {@link #forgetPeak}. */
    double peakBytes() {
        return peakBytes;
    }

    void forgetPeak() {
        peakBytes = 0;
    }

    /** Whether pods took more than the kernel has, at some moment since {@link #forgetPeak}. */
    boolean killed() {
        return peakBytes > availableBytes() + EVICTION_BYTES;
    }

    /** What is read of it; null if the scrape fails. */
    StateEvent.@Nullable NodeMeasured measure(long atMillis) {
        double luck = random.nextDouble();
        if (luck < MISSING) {
            return null;
        }
        if (luck < MISSING + STALE && last != null) {
            return last;
        }
        double pods = residentBytes();
        double others = capacityBytes - EVICTION_BYTES - availableBytes() + NOISE * capacityBytes * noise.value();
        if (luck > 1 - OUTLIERS) {
            others = random.nextBoolean() ? 10 * others : others / 10;
        }
        // Both are read at slightly different moments.
        double read = pods * (1 + 0.002 * random.nextGaussian());
        last = new StateEvent.NodeMeasured(name, atMillis, (long) (pods + others), (long) read, Double.NaN);
        return last;
    }
}
