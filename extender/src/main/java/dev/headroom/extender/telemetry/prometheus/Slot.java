package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.join.Freshness;
import dev.headroom.extender.telemetry.join.PodRef;
import dev.headroom.extender.telemetry.names.Reading;
import dev.headroom.predict.Sample;
import org.jspecify.annotations.Nullable;

/** What is gathered of one container. Not thread-safe. */
final class Slot {

    static final long NO_TIME = Long.MIN_VALUE;

    /** What one side said in this round. */
    static final class Half {

        final Freshness freshness = new Freshness();

        /** When it was measured, epoch milliseconds by the server's clock. */
        long measuredMillis = NO_TIME;

        @Nullable
        Reading reading;

        void clear() {
            measuredMillis = NO_TIME;
            reading = null;
        }
    }

    private final PodRef pod;
    private final String container;
    private final @Nullable Half[] halves = new @Nullable Half[Side.values().length];

    /** The last round in which it was touched. */
    long seenMillis;

    Slot(PodRef pod, String container) {
        this.pod = pod;
        this.container = container;
    }

    PodRef pod() {
        return pod;
    }

    /** For people. */
    String name() {
        return pod.namespace() + "/" + (pod.name().isEmpty() ? pod.uid() : pod.name()) + "/" + container;
    }

    Half half(Side side) {
        Half half = halves[side.ordinal()];
        if (half == null) {
            half = new Half();
            halves[side.ordinal()] = half;
        }
        return half;
    }

    ContainerSample sample(Sample sample) {
        return new ContainerSample(pod.uid(), pod.namespace(), pod.name(), container, sample);
    }
}
