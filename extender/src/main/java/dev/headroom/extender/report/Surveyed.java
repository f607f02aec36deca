package dev.headroom.extender.report;

import dev.headroom.extender.forecast.Subject;
import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Placement;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was seen of one container. Not thread-safe. */
final class Surveyed {

    /** p95 of a normal distribution, in standard deviations. */
    private static final double Z95 = 1.645;

    /** What a runtime holds beside its heap where it does not say. */
    private static final double RUNTIME_BYTES = 4 << 20;

    private static final ContainerForecast NOTHING =
            new ContainerForecast(0, 0, 0, 0, 0, Double.NaN, Double.NaN, Double.NaN, 0, 0, 0, Set.of(), List.of());

    private final Subject subject;
    private final LiveHeap live = new LiveHeap();
    private final Starts processes = new Starts();
    private final Starts containers = new Starts();
    private final CpuRate process = new CpuRate();
    private final CpuRate cgroup = new CpuRate();
    private double resident = Double.NaN;
    private double workingSet = Double.NaN;
    private double accounted = Double.NaN;
    private double held = Double.NaN;
    private double beside = Double.NaN;
    private double goMemLimit;
    private double limit;
    private double highestOom;
    private ContainerForecast newest = NOTHING;

    Surveyed(Subject subject) {
        this.subject = subject;
        ContainerSpec spec = subject.spec();
        limit = spec.limitBytes();
        goMemLimit = spec.goMemLimitBytes() == ContainerSpec.NOT_SET ? Double.NaN : spec.goMemLimitBytes();
    }

    void add(Sample sample) {
        Starts starts = sample.origin() == Sample.Origin.KUBELET ? containers : processes;
        if (starts.add(sample.get(Signal.START_TIME_SECONDS))) {
            live.forget();
        }
        cgroup.add(sample.atMillis(), sample.get(Signal.CGROUP_CPU_SECONDS));
        process.add(sample.atMillis(), sample.get(Signal.PROCESS_CPU_SECONDS));
        resident = sample.get(Signal.RESIDENT, resident);
        if (sample.has(Signal.ANON)) {
            accounted = sample.get(Signal.ANON) + sample.get(Signal.SHMEM, 0);
        }
        workingSet = sample.get(Signal.WORKING_SET, workingSet);
        double kernelLimit = sample.get(Signal.CGROUP_MAX, 0);
        limit = kernelLimit > 0 && !Double.isInfinite(kernelLimit) ? kernelLimit : limit;
        if (sample.has(Signal.HEAP_GOAL)) {
            runtime(sample);
        }
    }

    void forecast(ContainerForecast forecast) {
        newest = forecast;
        highestOom = Math.max(highestOom, forecast.limitOomProbability());
    }

    Subject subject() {
        return subject;
    }

    /** With confidence 0 if there was none. */
    ContainerForecast newest() {
        return newest;
    }

    /** Resident memory, or the working set where a process exports none: bytes; NaN unknown. */
    double nowBytes() {
        return Double.isNaN(resident) ? workingSet : resident;
    }

    double limit() {
        return limit;
    }

    /** The highest probability of a kill at the limit that was forecast. */
    double highestOom() {
        return highestOom;
    }

    int restarts() {
        return Math.max(processes.restarts(), containers.restarts());
    }

    /** CPU cores in use; NaN unknown. */
    double cores() {
        return Double.isNaN(process.cores()) ? cgroup.cores() : process.cores();
    }

    Facts facts(@Nullable Placement placement) {
        double charged = Double.isNaN(accounted) ? nowBytes() : accounted;
        return new Facts(
                live.bytes(),
                beside,
                Math.max(0, charged - held),
                goMemLimit,
                limit,
                subject.spec().requestBytes(),
                placement == null ? Double.NaN : placement.meanBytes() + Z95 * placement.spreadBytes());
    }

    private void runtime(Sample sample) {
        goMemLimit = sample.get(Signal.MEMORY_LIMIT, Double.isNaN(goMemLimit) ? Double.POSITIVE_INFINITY : goMemLimit);
        live.add(sample, goMemLimit);
        held = sample.get(Signal.MAPPED) - sample.get(Signal.HEAP_RELEASED, 0);
        double heap =
                sample.get(Signal.HEAP_OBJECTS) + sample.get(Signal.HEAP_UNUSED, 0) + sample.get(Signal.HEAP_FREE, 0);
        beside = Double.isNaN(held - heap) ? sample.get(Signal.STACKS, 0) + RUNTIME_BYTES : Math.max(0, held - heap);
    }
}
