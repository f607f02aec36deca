package dev.headroom.bench.accuracy;

import java.util.Map;

/**
 * What was known and said of a program at one scrape.
 *
 * @param answered false if the scrape failed
 * @param bands by method, for the horizon
 * @param oomProbability of a kill at the program's limit within the horizon
 * @param heapGoal forecast for the end of the horizon, bytes; NaN unknown
 * @param gcCpu forecast share of the CPU that the collector takes; NaN unknown
 * @param exported what the scrape itself said
 */
record Moment(
        long atMillis,
        boolean answered,
        Map<Method, Band> bands,
        double oomProbability,
        double heapGoal,
        double gcCpu,
        Exported exported) {

    /**
     * The truth about the collector, as a later scrape tells it. NaN where the program does not export it.
     *
     * @param heapGoal in bytes; infinite for none
     * @param gcSeconds CPU time of the collector so far, idle marking left out
     * @param busySeconds CPU time of the program so far, idle classes left out
     */
    record Exported(double heapGoal, double gcSeconds, double busySeconds) {

        static final Exported NOTHING = new Exported(Double.NaN, Double.NaN, Double.NaN);
    }

    Band band(Method method) {
        return bands.getOrDefault(method, Band.UNKNOWN);
    }
}
