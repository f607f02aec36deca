package dev.headroom.predict;

import dev.headroom.api.Correlation;
import java.util.HashMap;
import java.util.Map;

/**
 * Learns how pods' memory moves together, from what came of their forecasts. In rounds of five minutes the highest resident
 * memory of each pod is compared with what was forecast at its first sample in the round: z = (highest − mean)/σ, held within
 * ±4. With sums over all rounds, decayed with a half-life of a day, and m the mean of z,
 *
 * <pre>
 * Var = mean of z² − m²
 * ρw  = (mean of zᵢzⱼ over pairs of replicas − m²) / Var
 * ρb  = (mean of zᵢzⱼ over all other pairs − m²) / Var,   0 ≤ ρb ≤ ρw ≤ 1
 * </pre>
 *
 * <p>Pairs need no loop: Σ over pairs of zᵢzⱼ = ((Σz)² − Σz²)/2, by workload and in all. Bounded: at most 4,096 pods a round
 * and 8 of a workload. There is no clock in it. Not thread-safe.
 */
public final class CorrelationLearner {

    private static final long ROUND_MILLIS = 300_000;
    private static final double KEPT = Math.pow(0.5, ROUND_MILLIS / 86_400_000.0);
    private static final int MOST_PODS = 4_096;
    private static final int MOST_REPLICAS = 8;
    private static final double LARGEST = 4;

    /** Fewer pairs of replicas say nothing. */
    private static final double FEWEST_PAIRS = 200;

    private static final class Watched {
        private final String workload;
        private final double mean;
        private final double spread;
        private double highest;
        private int samples;

        private Watched(String workload, double mean, double spread) {
            this.workload = workload;
            this.mean = mean;
            this.spread = spread;
        }
    }

    private static final class Group {
        private double sum;
        private double squares;
        private int count;

        private void add(double z) {
            sum += z;
            squares += z * z;
            count++;
        }

        /** Σ zᵢzⱼ over pairs. */
        private double products() {
            return (sum * sum - squares) / 2;
        }

        private double pairs() {
            return count * (count - 1) / 2.0;
        }
    }

    private final Map<String, Watched> pods = new HashMap<>();
    private final Map<String, Integer> replicas = new HashMap<>();
    private long round = Long.MIN_VALUE;
    private double sum;
    private double squares;
    private double count;
    private double withinProducts;
    private double withinPairs;
    private double betweenProducts;
    private double betweenPairs;

    /**
     * A pod was measured.
     *
     * @param pod names it while it lives
     * @param workload what it is a replica of, not empty
     * @param meanBytes what was forecast of it before this sample
     * @param spreadBytes its standard deviation, above 0
     * @return whether a round ended with it, so that {@link #learnt} may say something else
     */
    public boolean observe(
            String pod, String workload, long meanBytes, long spreadBytes, long residentBytes, long atMillis) {
        long now = Math.floorDiv(atMillis, ROUND_MILLIS);
        boolean ended = now > round && round != Long.MIN_VALUE;
        if (ended) {
            close();
        }
        round = Math.max(round, now);
        if (workload.isEmpty() || spreadBytes <= 0 || residentBytes <= 0 || now < round) {
            return ended;
        }
        Watched watched = pods.get(pod);
        if (watched == null && pods.size() < MOST_PODS && replicas.merge(workload, 1, Integer::sum) <= MOST_REPLICAS) {
            watched = new Watched(workload, meanBytes, spreadBytes);
            pods.put(pod, watched);
        }
        if (watched != null) {
            watched.highest = Math.max(watched.highest, residentBytes);
            watched.samples++;
        }
        return ended;
    }

    /** What was learnt until the last round ended; {@link Correlation#UNKNOWN} while that is too little. */
    public Correlation learnt() {
        if (withinPairs < FEWEST_PAIRS || count == 0) {
            return Correlation.UNKNOWN;
        }
        double mean = sum / count;
        double variance = squares / count - mean * mean;
        if (!(variance > 0)) {
            return Correlation.UNKNOWN;
        }
        double within = Math.clamp((withinProducts / withinPairs - mean * mean) / variance, 0.0, 1.0);
        double between = betweenPairs == 0
                ? 0
                : Math.clamp((betweenProducts / betweenPairs - mean * mean) / variance, 0.0, within);
        return new Correlation(within, between, Math.round(withinPairs));
    }

    private void close() {
        Map<String, Group> groups = new HashMap<>();
        Group all = new Group();
        for (Watched pod : pods.values()) {
            // A single sample is the one that the forecast was made from.
            if (pod.samples > 1) {
                double z = Math.clamp((pod.highest - pod.mean) / pod.spread, -LARGEST, LARGEST);
                groups.computeIfAbsent(pod.workload, first -> new Group()).add(z);
                all.add(z);
            }
        }
        double products = 0;
        double pairs = 0;
        for (Group group : groups.values()) {
            products += group.products();
            pairs += group.pairs();
        }
        sum = KEPT * sum + all.sum;
        squares = KEPT * squares + all.squares;
        count = KEPT * count + all.count;
        withinProducts = KEPT * withinProducts + products;
        withinPairs = KEPT * withinPairs + pairs;
        betweenProducts = KEPT * betweenProducts + all.products() - products;
        betweenPairs = KEPT * betweenPairs + all.pairs() - pairs;
        pods.clear();
        replicas.clear();
    }
}
