package dev.headroom.predict;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import dev.headroom.api.MemoryForecast;
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

    private static final double LIVES_ABOVE = 1.02;
    private static final double FILLING = 1.05;
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

    ContainerForecast forecast(FlagRules rules, @Nullable HeapView heap, boolean silent) {
        double[] values = outlook.values(horizonMillis);
        double together = track.together(values);
        double floor = Math.max(level.now(), level.floor(nowMillis));
        Outcome outcome = new Outcome(
                floor,
                together,
                Math.min(together, track.quiet(values)),
                track.residuals(),
                bursts.probability(nowMillis, horizonMillis),
                bursts,
                Track.scale(level.now(), track.quiet(values), together) * (1 + outlook.ageSeconds() / WIDER_SECONDS));
        double bound = spec.limitBytes() > 0 ? spec.limitBytes() + level.filePages() : Double.POSITIVE_INFINITY;
        double most = Math.min(bound, MemoryForecast.MAX_BYTES);
        double p50 = Math.min(most, outcome.quantile(0.5));
        double p95 = Math.clamp(outcome.quantile(0.95), p50, most);
        double p99 = Math.clamp(outcome.quantile(0.99), p95, most);
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
                ahead == null || heap == null ? Double.NaN : history.goalAhead(ahead),
                ahead == null ? Double.NaN : cost.fraction(ahead.cyclesPerSecond(), ahead.live()),
                ahead == null ? Double.NaN : ahead.cyclesPerSecond(),
                oom,
                confidence(heap, age),
                Math.max(0, nowMillis - level.at()),
                rules.flags(spec, heap, level.now(), age, oom, silent, nowMillis),
                why(values, together, p50, outcome));
    }

    /**
     * That the limit is reached: as the forecast itself says, or because a trend goes on until then. One that has lasted T
     * seconds goes on for another τ with (T / (T + τ))³: cautious, because most trends end before the limit does.
     */
    private double oomProbability(double[] values, Outcome outcome, double bound, boolean silent) {
        if (Double.isInfinite(bound)) {
            return 0;
        }
        // What lives above its limit is not charged for all that it shows: the limit that counts lies higher.
        double reached = Math.max(bound, level.now() * LIVES_ABOVE);
        double fills = values[Expert.FILLS.ordinal()];
        double flat = Double.isNaN(fills) ? level.now() : Math.max(level.now(), fills);
        double quiet = outcome.withoutBursts().exceeding(reached);
        double without = Math.max(outcome.atMost(flat).exceeding(reached), quiet);
        if (silent && level.now() > bound * NEAR) {
            without = Math.max(without, SILENT_NEAR_LIMIT);
        }
        return Math.clamp(without + (1 - without) * byTrend(outcome, reached, fills), 0.0, 1.0);
    }

    private double byTrend(Outcome outcome, double reached, double fills) {
        double[] further = outlook.unbroken(horizonMillis);
        double rises = further[Expert.RISES.ordinal()];
        // A heap that still fills up to its goal rises no further than that.
        double risen = fills > level.now() * FILLING ? Math.min(rises, fills) : rises;
        Outcome unbroken = outcome.about(Math.max(track.together(further), risen), level.now());
        double middle = unbroken.quantile(0.5);
        if (middle <= level.now()) {
            return 0;
        }
        double until = outlook.seconds(horizonMillis) * (reached - level.now()) / (middle - level.now());
        double persists = outlook.lasted() / (outlook.lasted() + until + 1e-9);
        return persists * persists * persists * unbroken.exceeding(reached);
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
        add(parts, "what came after moments like this", part(values, shares, Expert.RECURS, now));
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
