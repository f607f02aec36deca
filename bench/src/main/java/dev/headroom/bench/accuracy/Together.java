package dev.headroom.bench.accuracy;

import dev.headroom.predict.ContainerForecast;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Programs that share a group as pods share a node: the forecast of their sum at each scrape of the first of them.
 * Not thread-safe.
 */
final class Together {

    private final String name;
    private final List<Program> members = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();

    Together(String name) {
        this.name = name;
    }

    void add(Program member) {
        members.add(member);
    }

    String name() {
        return name;
    }

    int size() {
        return members.size();
    }

    boolean isLedBy(String program) {
        return members.getFirst().name().equals(program);
    }

    void instant(
            long atMillis,
            Function<String, @Nullable ContainerForecast> own,
            Function<String, @Nullable ContainerForecast> history) {
        Map<Method, Band> bands = new EnumMap<>(Method.class);
        bands.put(Method.HEADROOM, sum(own));
        bands.put(Method.HISTORY, sum(history));
        moments.add(new Moment(atMillis, true, bands, 0, Double.NaN, Double.NaN, Moment.Exported.NOTHING));
    }

    /** The median of the sum of plateaus is taken as the sum of the medians, as the node model's mean is. */
    private Band sum(Function<String, @Nullable ContainerForecast> forecasts) {
        double p50 = 0;
        double p95 = 0;
        for (Program member : members) {
            ContainerForecast forecast = forecasts.apply(member.name());
            if (forecast == null || forecast.p50Bytes() == 0) {
                return Band.UNKNOWN;
            }
            p50 += forecast.p50Bytes();
            p95 += forecast.p95Bytes();
        }
        return new Band(p50, p95);
    }

    /** The instants that are judged: all members are old enough, and none has ended. Truth is the highest sum. */
    List<Instant> instants(Window window) {
        Truth sum = Truth.sum(members.stream().map(Program::truth).toList());
        long from = members.stream().mapToLong(Program::startedMillis).max().orElse(0) + window.fromAgeMillis();
        return moments.stream()
                .filter(moment ->
                        moment.atMillis() >= from && moment.atMillis() + window.horizonMillis() <= sum.lastMillis())
                .map(moment ->
                        new Instant(moment, sum.highest(moment.atMillis(), moment.atMillis() + window.horizonMillis())))
                .toList();
    }
}
