package dev.headroom.predict;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PodMemorySpec;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is believed of a pod. Order of trust: its own measurement, fresh or ageing; its workload's replicas;
 * the annotation; the spec ({@code GOMEMLIMIT}, limit, request); else {@link MemoryForecast#UNKNOWN}. No forecast
 * exceeds the pod's limit. Immutable and thread-safe.
 */
public final class Predictor {

    /** Spread of an annotated plateau whose owner gave none, as a share of the plateau. */
    private static final double ANNOTATION_SPREAD = 0.15;

    private final Ageing own;
    private final Ageing workload;

    /** With {@link Ageing#OWN} and {@link Ageing#WORKLOAD}. */
    public Predictor() {
        this(Ageing.OWN, Ageing.WORKLOAD);
    }

    public Predictor(Ageing own, Ageing workload) {
        this.own = own;
        this.workload = workload;
    }

    /**
     * What is to be expected of the pod; says by its source what that rests on.
     *
     * @param measured the pod's last measurement, however old
     * @param profile of the pod's workload
     * @param nowMillis epoch milliseconds, of the clock that stamped the samples
     */
    public MemoryForecast forecast(
            PodInfo pod, @Nullable MemoryForecast measured, @Nullable WorkloadProfile profile, long nowMillis) {
        PodMemorySpec spec = pod.memory();
        if (measured != null && measured.isKnown() && own.remembers(measured.sampledAtMillis(), nowMillis)) {
            return own.aged(measured, nowMillis, spec.limitBytes());
        }
        if (profile != null && profile.replicas() > 0 && workload.remembers(profile.sampledAtMillis(), nowMillis)) {
            return workload.aged(profile.forNewReplica(), nowMillis, spec.limitBytes());
        }
        if (spec.plateauBytes() > 0) {
            double spread =
                    spec.plateauSpreadBytes() > 0 ? spec.plateauSpreadBytes() : spec.plateauBytes() * ANNOTATION_SPREAD;
            return BoundedForecast.of(
                    spec.plateauBytes(), spread, 0.5, 0, ForecastSource.ANNOTATION, spec.limitBytes());
        }
        return fromSpec(spec, pod.requests().memoryBytes());
    }

    /**
     * The spec says what a pod may take, not what it takes, so the spreads are wide: of {@code GOMEMLIMIT} 0.85 ± 0.15
     * (a squeezed program was measured at 1.13 to 1.23 of it), of the limit 0.6 ± 0.2, of a request without a limit
     * 1 ± 0.5.
     */
    private static MemoryForecast fromSpec(PodMemorySpec spec, long requestBytes) {
        if (spec.goMemLimitBytes() > 0) {
            return spec(spec.goMemLimitBytes(), 0.85, 0.15, 0.3, spec);
        }
        if (spec.limitBytes() > 0) {
            return spec(spec.limitBytes(), 0.6, 0.2, 0.2, spec);
        }
        if (requestBytes > 0) {
            return spec(requestBytes, 1, 0.5, 0.1, spec);
        }
        return MemoryForecast.UNKNOWN;
    }

    private static MemoryForecast spec(
            long bytes, double meanShare, double spreadShare, double confidence, PodMemorySpec spec) {
        return BoundedForecast.of(
                bytes * meanShare, bytes * spreadShare, confidence, 0, ForecastSource.SPEC, spec.limitBytes());
    }
}
