package dev.headroom.bench.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A simulated Go service and what its forecaster says of a new replica: mean and spread of the five-minute peaks that one
 * replica showed in two hours, with the forecaster's own errors on top.
 *
 * @param load shared by its replicas
 * @param liveBytes what a replica keeps alive on average
 * @param swing standard deviation of that as a share, by load
 * @param besideHeapBytes stacks, binary, what the runtime does not show
 * @param meanBytes forecast of a replica's plateau
 * @param spreadBytes its standard deviation
 */
record GoService(
        String name,
        Load load,
        double liveBytes,
        double swing,
        double besideHeapBytes,
        long milliCpu,
        long meanBytes,
        long spreadBytes) {

    private static final double MIB = 1 << 20;
    private static final int STEPS_PER_PEAK = 300 / Load.STEP_SECONDS;
    private static final int PEAKS = 24;

    /** Standard deviation of the forecaster's error of the mean. */
    private static final double ERROR = 0.04;

    /** What no metric of a runtime shows: forecasts widen their spread by it. */
    private static final double UNSEEN = 0.05;

    /** Services of 60 MiB to 1 GiB a replica. */
    static List<GoService> several(int count, SplittableRandom random) {
        List<GoService> services = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double live = 30 * MIB * Math.pow(16, random.nextDouble());
            services.add(forecast(
                    new GoService(
                            "service-" + i,
                            new Load(random.split()),
                            live,
                            0.02 + 0.08 * random.nextDouble(),
                            (5 + 15 * random.nextDouble()) * MIB,
                            20 + random.nextInt(180),
                            0,
                            0),
                    random));
        }
        return services;
    }

    private static GoService forecast(GoService service, SplittableRandom random) {
        GoReplica observed = new GoReplica(service, random.split());
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < PEAKS; i++) {
            double peak = 0;
            for (int step = 0; step < STEPS_PER_PEAK; step++) {
                service.load.step();
                observed.step();
                peak = Math.max(peak, observed.residentBytes());
            }
            sum += peak;
            squares += peak * peak;
        }
        double mean = sum / PEAKS;
        double deviation = Math.sqrt(Math.max(0, squares / PEAKS - mean * mean));
        double said = mean * (1 + ERROR * random.nextGaussian());
        double spread = Math.hypot(deviation, UNSEEN * mean) * (0.8 + 0.45 * random.nextDouble());
        return new GoService(
                service.name,
                service.load,
                service.liveBytes,
                service.swing,
                service.besideHeapBytes,
                service.milliCpu,
                (long) said,
                (long) spread);
    }
}
