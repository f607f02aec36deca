package dev.headroom.predict;

import dev.headroom.api.Contribution.Quantity;
import java.util.List;
import java.util.Set;

/**
 * What is expected of one container within a horizon. Immutable.
 *
 * @param atMillis epoch milliseconds at which it was made
 * @param horizonMillis how far it looks: (at, at + horizon]
 * @param p5Bytes 5 % quantile of the highest resident memory within the horizon, not below what is resident now
 * @param p50Bytes median of the highest resident memory within the horizon
 * @param p95Bytes its 95 % quantile, ≥ p50
 * @param p99Bytes its 99 % quantile, ≥ p95
 * @param heapGoalBytes the heap goal at the end of the horizon; {@link Double#NaN} unknown
 * @param gcCpuFraction share of the process's CPU that the collector takes, 0 to 1, idle marking left out; NaN unknown
 * @param cyclesPerSecond of the collector; NaN unknown
 * @param limitOomProbability that the kernel ends the container at its own limit within the horizon, 0 to 1; 0 without
 *     a limit
 * @param confidence 0 (nothing is known) to 1
 * @param dataAgeMillis age of the newest sample that went in, ≥ 0
 * @param flags what the owner can mend
 * @param why the parts of {@code p50Bytes} in bytes, and what else was decisive, in the order in which they add up
 */
public record ContainerForecast(
        long atMillis,
        long horizonMillis,
        long p5Bytes,
        long p50Bytes,
        long p95Bytes,
        long p99Bytes,
        double heapGoalBytes,
        double gcCpuFraction,
        double cyclesPerSecond,
        double limitOomProbability,
        double confidence,
        long dataAgeMillis,
        Set<Flag> flags,
        List<Quantity> why) {

    public ContainerForecast {
        flags = Set.copyOf(flags);
        why = List.copyOf(why);
    }

    /** A forecast of which nothing below the median is known. */
    public ContainerForecast(
            long atMillis,
            long horizonMillis,
            long p50Bytes,
            long p95Bytes,
            long p99Bytes,
            double heapGoalBytes,
            double gcCpuFraction,
            double cyclesPerSecond,
            double limitOomProbability,
            double confidence,
            long dataAgeMillis,
            Set<Flag> flags,
            List<Quantity> why) {
        this(
                atMillis,
                horizonMillis,
                p50Bytes,
                p50Bytes,
                p95Bytes,
                p99Bytes,
                heapGoalBytes,
                gcCpuFraction,
                cyclesPerSecond,
                limitOomProbability,
                confidence,
                dataAgeMillis,
                flags,
                why);
    }
}
