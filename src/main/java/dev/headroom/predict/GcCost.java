package dev.headroom.predict;

/**
 * What the collector takes of the process's CPU. Cycles cost by the live heap that they mark: cost = cycles · live · seconds
 * per byte, where the seconds per byte are learnt from the runtime's own CPU counters where they are exported. Idle
 * marking costs no one anything and is left out. Not thread-safe.
 */
final class GcCost {

    /** Seconds per live byte and cycle where the runtime does not say, Go 1.26 on small objects with pointers. */
    private static final double USUAL_SECONDS_PER_BYTE = 1.2e-9;

    private static final double HALF_LIFE_SECONDS = 60;

    private final Rate collector = new Rate(HALF_LIFE_SECONDS);
    private final Rate busy = new Rate(HALF_LIFE_SECONDS);
    private final Rate process = new Rate(HALF_LIFE_SECONDS);
    private final Rate cycles = new Rate(HALF_LIFE_SECONDS);
    private double live;

    void add(Sample sample, double liveBytes) {
        long at = sample.atMillis();
        collector.add(at, sample.get(Signal.GC_CPU_SECONDS));
        busy.add(at, sample.get(Signal.BUSY_CPU_SECONDS));
        process.add(at, sample.get(Signal.PROCESS_CPU_SECONDS));
        cycles.add(at, sample.get(Signal.GC_CYCLES));
        live = live == 0 ? liveBytes : live + (liveBytes - live) * 0.1;
    }

    void forget() {
        collector.forget();
        busy.forget();
        process.forget();
        cycles.forget();
        live = 0;
    }

    /** Share of the CPU at another pace of cycles and another live heap, 0 to 1; NaN unknown. */
    double fraction(double cyclesPerSecond, double liveBytes) {
        if (!cycles.isKnown()) {
            return Double.NaN;
        }
        double now = cycles.perSecond() * live;
        double then = cyclesPerSecond * liveBytes;
        if (busy.isKnown() && collector.isKnown() && busy.perSecond() > 0) {
            double ratio = now > 0 && then > 0 ? Math.clamp(then / now, 0.5, 2.0) : 1;
            double cost = collector.perSecond() * ratio;
            double mutator = Math.max(0, busy.perSecond() - collector.perSecond());
            return share(cost, mutator);
        }
        if (process.isKnown() && process.perSecond() > 0) {
            double cost = then * USUAL_SECONDS_PER_BYTE;
            double costNow = now * USUAL_SECONDS_PER_BYTE;
            return share(cost, Math.max(process.perSecond() * 0.5, process.perSecond() - costNow));
        }
        return Double.NaN;
    }

    private static double share(double cost, double mutator) {
        return cost + mutator <= 0 ? 0 : Math.clamp(cost / (cost + mutator), 0.0, 1.0);
    }
}
