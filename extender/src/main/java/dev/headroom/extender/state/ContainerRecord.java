package dev.headroom.extender.state;

import dev.headroom.api.CpuForecast;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Placement;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import org.jspecify.annotations.Nullable;

/** What the writer knows of a measured container, beside its model. */
final class ContainerRecord {

    /** A program that says what is resident is believed for so long after the kubelet's last word. */
    private static final long RESIDENT_MILLIS = 60_000;

    /** The kernel's account of CPU is believed for so long after it was last told. */
    private static final long CPU_MILLIS = 180_000;

    private static final double CPU_HALF_LIFE_SECONDS = 60;

    /** Silent for so long and for so many of its intervals beside siblings that speak it has ended. */
    private static final long SILENT_MILLIS = 120_000;

    private static final int SILENT_INTERVALS = 3;

    /** Of a container that was measured once: some servers are asked that seldom. */
    private static final long LONG_INTERVAL_MILLIS = 300_000;

    final String name;

    /** Its key in the models' fleet. */
    final String key;

    ContainerSpec spec;

    /** What was expected at the last sample; null while nothing is known, and once that is too old. */
    @Nullable
    Placement placement;

    /** Resident at the last sample as its model believes it, of which the forecasts are, too; NaN unknown. */
    double levelBytes = Double.NaN;

    /** Whether it says nothing any more where its siblings do: it has ended, and its memory is free. */
    boolean silent;

    /** Between its last two samples; 0 while there are none. */
    private long intervalMillis;

    // When the program and when the kubelet said something last, and what; 0 for nothing.
    private long saidAt;
    private long accountedAt;

    /** Resident, or where it does not say that, what its runtime holds. */
    private long saidBytes;

    private boolean saysResident;
    private long workingSetBytes;

    // By the kernel's counter where there is one, which no program can forge.
    private boolean cpuByKernel;
    private long cpuCountedAt;
    private double cpuSeconds = Double.NaN;
    private float milliCpu = Float.NaN;

    ContainerRecord(String name, String key, ContainerSpec spec) {
        this.name = name;
        this.key = key;
        this.spec = spec;
    }

    /** Whether its kind of source, the program or the kubelet, has said nothing at or after that time. */
    boolean isNews(Sample sample) {
        return sample.atMillis() > (sample.origin() == Sample.Origin.KUBELET ? accountedAt : saidAt);
    }

    void see(Sample sample) {
        long at = sample.atMillis();
        long before = sampledAtMillis();
        if (before > 0 && at > before) {
            intervalMillis = at - before;
        }
        silent = false;
        used(sample);
        if (sample.origin() == Sample.Origin.KUBELET) {
            accountedAt = at;
            workingSetBytes = (long) sample.get(Signal.WORKING_SET, 0);
            return;
        }
        saidAt = at;
        double resident = sample.get(Signal.RESIDENT, 0);
        saysResident = resident > 0;
        saidBytes = (long) (saysResident ? resident : held(sample));
    }

    /** Of the newest sample; 0 without one. */
    long sampledAtMillis() {
        return Math.max(saidAt, accountedAt);
    }

    /** Whether it says nothing any more. @param newestMillis of the newest sample of it and its siblings */
    boolean isSilentAt(long newestMillis) {
        long interval = intervalMillis == 0 ? LONG_INTERVAL_MILLIS : intervalMillis;
        return newestMillis - sampledAtMillis() > Math.max(SILENT_MILLIS, SILENT_INTERVALS * interval);
    }

    /** What it has now, by its best source: resident, its working set, or what its runtime holds; 0 unknown. */
    long presentBytes() {
        boolean said = workingSetBytes == 0 || saysResident && saidAt >= accountedAt - RESIDENT_MILLIS;
        return said ? saidBytes : workingSetBytes;
    }

    /** The CPU that it used lately, thousandths, within its limit; NaN unknown. */
    double milliCpu() {
        return milliCpu;
    }

    private static double held(Sample sample) {
        return sample.has(Signal.MAPPED)
                ? sample.get(Signal.MAPPED) - sample.get(Signal.HEAP_RELEASED, 0)
                : sample.get(Signal.COMMITTED_HEAP, 0) + sample.get(Signal.OFF_HEAP, 0);
    }

    private void used(Sample sample) {
        boolean kernel = sample.origin() == Sample.Origin.KUBELET;
        double counter = kernel
                ? sample.get(Signal.CGROUP_CPU_SECONDS)
                : sample.get(Signal.PROCESS_CPU_SECONDS, sample.get(Signal.BUSY_CPU_SECONDS));
        if (Double.isNaN(counter) || !kernel && cpuByKernel && sample.atMillis() - cpuCountedAt < CPU_MILLIS) {
            return;
        }
        // Since the counter's own last word: not every sample has one.
        double seconds = (sample.atMillis() - cpuCountedAt) / 1000.0;
        // A counter that fell began anew with the process.
        if (kernel == cpuByKernel && counter >= cpuSeconds) {
            double bound = spec.cpuLimitMillis() > 0 ? spec.cpuLimitMillis() : CpuForecast.MAX_MILLI;
            double now = Math.min(bound, 1000 * (counter - cpuSeconds) / seconds);
            double old = Math.pow(0.5, seconds / CPU_HALF_LIFE_SECONDS);
            milliCpu = (float) (Float.isNaN(milliCpu) ? now : milliCpu * old + now * (1 - old));
        }
        cpuByKernel = kernel;
        cpuCountedAt = sample.atMillis();
        cpuSeconds = counter;
    }
}
