package dev.headroom.bench.accuracy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/** Programs whose truth has one sample a second from second 0 of the epoch plus 1,000,000 s on, and moments of them. */
final class Synthetic {

    static final long START = 1_000_000_000L;

    private Synthetic() {}

    static long second(long seconds) {
        return START + seconds * 1000;
    }

    static Truth truth(int seconds, LongUnaryOperator bytesAtSecond) {
        return Truth.of(
                LongStream.rangeClosed(0, seconds).map(Synthetic::second).toArray(),
                LongStream.rangeClosed(0, seconds).map(bytesAtSecond).toArray());
    }

    static Program program(String name, long limit, Truth truth) {
        return new Program(name, "kind", "steady", 1, "full", "w/" + name, 0, "", limit, START, 0, truth);
    }

    /** Killed where its truth ends. */
    static Program killed(String name, long limit, Truth truth) {
        return new Program(
                name, "kind", "killed", 1, "full", "w/" + name, 0, "", limit, START, truth.lastMillis(), truth);
    }

    static Program replica(String name, int replica, long startSecond, Truth truth) {
        return new Program(name, "kind", "steady", 1, "full", "w", replica, "", 1000, second(startSecond), 0, truth);
    }

    static Moment says(long second, double p50, double p95) {
        return new Moment(
                second(second),
                true,
                Map.of(Method.HEADROOM, new Band(p50, p95)),
                0,
                Double.NaN,
                Double.NaN,
                Moment.Exported.NOTHING);
    }

    static Moment oom(long second, double probability, boolean answered) {
        return new Moment(
                second(second), answered, Map.of(), probability, Double.NaN, Double.NaN, Moment.Exported.NOTHING);
    }

    /** The truth is one amount at each instant, and each method says one factor of it. */
    static Watched watched(String name, Map<Method, Double> factors, double... truths) {
        List<Instant> instants = new ArrayList<>();
        for (int i = 0; i < truths.length; i++) {
            Map<Method, Band> bands = new EnumMap<>(Method.class);
            for (Method method : Method.values()) {
                bands.put(method, Band.of(truths[i] * factors.getOrDefault(method, 3.0)));
            }
            instants.add(new Instant(
                    new Moment(second(60 + i), true, bands, 0, Double.NaN, Double.NaN, Moment.Exported.NOTHING),
                    truths[i]));
        }
        Program program = program(name, 0, truth(1, second -> 1));
        return new Watched(program, Optional.empty(), List.of(), instants);
    }

    static Watched watched(Program program, Moment... moments) {
        return Watched.of(program, Optional.empty(), List.of(moments), Window.STANDARD);
    }
}
