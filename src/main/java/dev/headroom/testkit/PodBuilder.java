package dev.headroom.testkit;

import dev.headroom.api.CpuForecast;
import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PodMemorySpec;
import dev.headroom.api.Resources;

/**
 * Builds a pod for a test. Amounts of memory are strings like {@code "300Mi"} or plain bytes. Without further words it
 * is {@code default/pod}, of priority 0, requests nothing, and nothing is known of its memory. Not thread-safe.
 */
public final class PodBuilder {

    private String namespace = "default";
    private String name = "pod";
    private String schedulerName = "headroom";
    private String workload = "";
    private int priority;
    private long milliCpu;
    private long requestBytes;
    private PodMemorySpec memory = PodMemorySpec.NONE;
    private MemoryForecast forecast = MemoryForecast.UNKNOWN;
    private CpuForecast cpu = CpuForecast.UNKNOWN;

    private PodBuilder() {}

    public static PodBuilder aPod() {
        return new PodBuilder();
    }

    public PodBuilder named(String newName) {
        name = newName;
        return this;
    }

    public PodBuilder inNamespace(String newNamespace) {
        namespace = newNamespace;
        return this;
    }

    public PodBuilder scheduledBy(String newSchedulerName) {
        schedulerName = newSchedulerName;
        return this;
    }

    /** What the pod is a replica of, as {@code namespace/Kind/name}. */
    public PodBuilder ofWorkload(String newWorkload) {
        workload = newWorkload;
        return this;
    }

    public PodBuilder withPriority(int newPriority) {
        priority = newPriority;
        return this;
    }

    public PodBuilder requesting(long newMilliCpu, String memoryAmount) {
        milliCpu = newMilliCpu;
        requestBytes = Bytes.of(memoryAmount);
        return this;
    }

    public PodBuilder limitedTo(String amount) {
        memory = new PodMemorySpec(
                Bytes.of(amount), memory.goMemLimitBytes(), memory.plateauBytes(), memory.plateauSpreadBytes());
        return this;
    }

    public PodBuilder withGoMemLimit(String amount) {
        memory = new PodMemorySpec(
                memory.limitBytes(), Bytes.of(amount), memory.plateauBytes(), memory.plateauSpreadBytes());
        return this;
    }

    /** As the annotations {@code headroom.dev/memory-plateau} and {@code -spread} say; a spread of "0" is not set. */
    public PodBuilder annotatedPlateau(String plateau, String spread) {
        memory = new PodMemorySpec(memory.limitBytes(), memory.goMemLimitBytes(), Bytes.of(plateau), Bytes.of(spread));
        return this;
    }

    /** As if its own metrics had said so: source measured, confidence 0.9. */
    public PodBuilder forecast(String mean, String spread) {
        return forecast(new MemoryForecast(Bytes.of(mean), Bytes.of(spread), 0.9, 0, ForecastSource.MEASURED));
    }

    public PodBuilder forecast(MemoryForecast newForecast) {
        forecast = newForecast;
        return this;
    }

    /** The high quantile of its forecast, which must be there already. */
    public PodBuilder peakingAt(String high) {
        return forecast(forecast.withHigh(Bytes.of(high)));
    }

    /** The low quantile of its forecast, which must be there already. */
    public PodBuilder downTo(String low) {
        return forecast(forecast.withLow(Bytes.of(low)));
    }

    /** Predicted CPU of the program and of its collector. */
    public PodBuilder needingCpu(long mutatorMilli, long gcMilli) {
        cpu = CpuForecast.of(mutatorMilli, gcMilli);
        return this;
    }

    /** The UID is made of namespace and name, so pods of one test differ by name. */
    public PodInfo build() {
        return new PodInfo(
                "uid-" + namespace + "-" + name,
                namespace,
                name,
                schedulerName,
                workload,
                priority,
                new Resources(milliCpu, requestBytes),
                memory,
                forecast,
                cpu);
    }
}
