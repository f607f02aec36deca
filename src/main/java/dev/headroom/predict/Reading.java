package dev.headroom.predict;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what a model knows at one moment into the forecast that others read. */
record Reading(
        ContainerSpec spec,
        ResidentLevel level,
        Outlook outlook,
        Track track,
        Bursts bursts,
        GcCost cost,
        HeapHistory history,
        long nowMillis,
        long horizonMillis,
        long firstAt) {

    /** Data of this age make the usual errors twice as large. */
    private static final double WIDER_SECONDS = 120;

    /** Of the limit: there a program that does not answer may stand still, or be dead. */
    private static final double NEAR = 0.90;

    private static final double SILENT_NEAR_LIMIT = 0.6;
    private static final double CONFIDENCE = 0.95;
    private static final double INFERRED = 0.9;
    private static final double HISTORY_ONLY = 0.75;
    private static final double GROWN_SECONDS = 120;
    private static final double FORGET_SECONDS = 600;

    /** A forecast of which nothing is known. */
    static ContainerForecast nothing(long nowMillis, long horizonMillis) {
        return new ContainerForecast(
                nowMillis, horizonMillis, 0, 0, 0, Double.NaN, Double.NaN, Double.NaN, 0, 0, 0, Set.of(), List.of());
    }

    ContainerForecast forecast(FlagRules rules, @Nullable HeapView heap, long missedAt) {
        double[] values = outlook.values(horizonMillis);
        double together = track.together(values);
        double floor = Math.max(level.now(), level.floor(nowMillis));
        Outcome outcome = new Outcome(
                floor,
                together,
                track.residuals(),
                bursts.probability(nowMillis, horizonMillis),
                bursts,
                Track.scale(level.now(), together) * (1 + outlook.ageSeconds() / WIDER_SECONDS));
        double bound = spec.limitBytes() > 0 ? spec.limitBytes() + level.filePages() : Double.POSITIVE_INFINITY;
        double most = Math.max(bound, level.now());
        double p50 = Math.min(most, outcome.quantile(0.5));
        double p95 = Math.clamp(outcome.quantile(0.95), p50, most);
        double p99 = Math.clamp(outcome.quantile(0.99), p95, most);
        boolean silent = missedAt > level.at();
        double oom = oomProbability(values, outcome, bound, silent);
        HeapOutlook ahead = outlook.heapAhead(horizonMillis);
        double age = (nowMillis - firstAt) / 1000.0;
        return new ContainerForecast(
                nowMillis,
                horizonMillis,
                (long) Math.min(p50, outcome.quantile(0.05)),
                (long) p50,
                (long) p95,
                (long) p99,
                ahead == null || heap == null ? Double.NaN : history.goalAhead(ahead, heap.live()),
                ahead == null ? Double.NaN : cost.fraction(ahead.cyclesPerSecond(), ahead.live()),
                ahead == null ? Double.NaN : ahead.cyclesPerSecond(),
                oom,
                confidence(heap, age),
                Math.max(0, nowMillis - level.at()),
                rules.flags(spec, heap, level.now(), age, oom, silent, nowMillis),
                why(values, together, p50, outcome));
    }

    /**
     * That the limit is reached: without any trend, or because the trend goes on until then. One that has lasted T seconds
     * goes on for another τ with (T / (T + τ))²: cautious, because most trends end before the limit does.
     */
    private double oomProbability(double[] values, Outcome outcome, double bound, boolean silent) {
        if (Double.isInfinite(bound)) {
            return 0;
        }
        double fills = values[Expert.FILLS.ordinal()];
        double flat = Double.isNaN(fills) ? level.now() : Math.max(level.now(), fills);
        Outcome still = new Outcome(
                outcome.floor(),
                Math.min(flat, outcome.together()),
                outcome.residuals(),
                outcome.burst(),
                bursts,
                outcome.scale());
        double without = still.exceeding(bound);
        if (silent && level.now() > bound * NEAR) {
            without = Math.max(without, SILENT_NEAR_LIMIT);
        }
        double unbroken = track.together(outlook.unbroken(horizonMillis));
        if (unbroken <= bound || unbroken <= level.now()) {
            return Math.clamp(without, 0.0, 1.0);
        }
        double until = outlook.seconds(horizonMillis) * Math.max(0, bound - level.now()) / (unbroken - level.now());
        double persists = outlook.lasted() / (outlook.lasted() + until + 1e-9);
        return Math.clamp(without + (1 - without) * persists * persists, 0.0, 1.0);
    }

    private double confidence(@Nullable HeapView heap, double ageOfContainer) {
        double knows = heap == null ? HISTORY_ONLY : heap.liveReported() ? CONFIDENCE : CONFIDENCE * INFERRED;
        double grown = Math.min(1, 0.5 + 0.5 * Math.max(0, ageOfContainer) / GROWN_SECONDS);
        double fresh = Math.pow(2, -outlook.ageSeconds() / FORGET_SECONDS);
        return Math.clamp(knows * grown * fresh, 0.0, 1.0);
    }

    /** The parts add up to the median. */
    private List<Quantity> why(double[] values, double together, double p50, Outcome outcome) {
        double[] shares = track.shares(values);
        List<Quantity> parts = new ArrayList<>();
        double now = level.now();
        parts.add(bytes("resident now", now));
        double fills = part(values, shares, Expert.FILLS, now)
                + share(shares, Expert.GROWS) * above(values, Expert.FILLS, now);
        double grows =
                share(shares, Expert.GROWS) * (above(values, Expert.GROWS, now) - above(values, Expert.FILLS, now));
        add(parts, "heap fills up to its goal", fills);
        add(parts, "live heap and others grow", grows);
        add(parts, "resident memory rises", part(values, shares, Expert.RISES, now));
        add(parts, "what was high comes again", part(values, shares, Expert.REPEATS, now));
        double without = together;
        add(parts, "past errors, bursts, limit", p50 - without);
        if (outcome.burst() > 0) {
            parts.add(new Quantity("probability of a burst", outcome.burst() * 100, Unit.PERCENT));
        }
        return parts;
    }

    private static double share(double[] shares, Expert expert) {
        return shares[expert.ordinal()];
    }

    private static double above(double[] values, Expert expert, double now) {
        double value = values[expert.ordinal()];
        return Double.isNaN(value) ? 0 : value - now;
    }

    private static double part(double[] values, double[] shares, Expert expert, double now) {
        return share(shares, expert) * above(values, expert, now);
    }

    private static void add(List<Quantity> parts, String name, double value) {
        if (Math.abs(value) >= 1) {
            parts.add(bytes(name, value));
        }
    }

    private static Quantity bytes(String name, double value) {
        return new Quantity(name, value, Unit.BYTES);
    }
}
