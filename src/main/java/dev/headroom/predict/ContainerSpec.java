package dev.headroom.predict;

import dev.headroom.api.MemoryForecast;

/**
 * What is written down about a container: by its owner, not measured. Immutable.
 *
 * @param limitBytes memory limit ({@code memory.max}); 0 for none
 * @param highBytes {@code memory.high}; 0 for none or unknown
 * @param requestBytes memory request; 0 for none
 * @param cpuLimitMillis CPU limit; 0 for none
 * @param gogcPercent {@code GOGC} of the environment; {@link Double#NaN} not set, negative for off
 * @param goMemLimitBytes {@code GOMEMLIMIT} of the environment; {@link #NOT_SET} not set. 0 is a value: it makes the
 *     collector run without end
 * @param qos of the pod
 */
public record ContainerSpec(
        long limitBytes,
        long highBytes,
        long requestBytes,
        long cpuLimitMillis,
        double gogcPercent,
        long goMemLimitBytes,
        QosClass qos) {

    public static final long NOT_SET = -1;

    public static final ContainerSpec UNKNOWN = new ContainerSpec(0, 0, 0, 0, Double.NaN, NOT_SET, QosClass.BURSTABLE);

    public ContainerSpec {
        require("limitBytes", limitBytes, 0);
        require("highBytes", highBytes, 0);
        require("requestBytes", requestBytes, 0);
        require("goMemLimitBytes", goMemLimitBytes, NOT_SET);
    }

    /** The same with another memory limit. */
    public ContainerSpec withLimit(long newLimitBytes) {
        return new ContainerSpec(
                newLimitBytes, highBytes, requestBytes, cpuLimitMillis, gogcPercent, goMemLimitBytes, qos);
    }

    private static void require(String name, long value, long least) {
        if (value < least || value > MemoryForecast.MAX_BYTES) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", allowed is " + least + " to " + MemoryForecast.MAX_BYTES);
        }
    }
}
