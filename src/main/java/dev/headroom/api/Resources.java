package dev.headroom.api;

/**
 * An amount of what kube-scheduler counts.
 *
 * @param milliCpu thousandths of a CPU, ≥ 0
 * @param memoryBytes ≥ 0
 */
public record Resources(long milliCpu, long memoryBytes) {

    public static final Resources NONE = new Resources(0, 0);

    public Resources plus(Resources other) {
        return new Resources(milliCpu + other.milliCpu, memoryBytes + other.memoryBytes);
    }

    public Resources minus(Resources other) {
        return new Resources(milliCpu - other.milliCpu, memoryBytes - other.memoryBytes);
    }
}
