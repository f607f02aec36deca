package dev.headroom.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Forecasts of pods between nothing and 4 GiB, one in ten of them unknown. */
final class RandomForecasts {

    private RandomForecasts() {}

    static MemoryForecast one(Random random) {
        if (random.nextInt(10) == 0) {
            return MemoryForecast.UNKNOWN;
        }
        long mean = random.nextLong(4L << 30);
        return new MemoryForecast(mean, random.nextLong(mean / 2 + 1), random.nextDouble(), 0, ForecastSource.MEASURED);
    }

    static List<MemoryForecast> many(Random random, int count) {
        List<MemoryForecast> forecasts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            forecasts.add(one(random));
        }
        return forecasts;
    }

    static MemorySum sum(Random random, int count) {
        MemorySum sum = MemorySum.EMPTY;
        for (MemoryForecast forecast : many(random, count)) {
            sum = sum.plus(forecast);
        }
        return sum;
    }
}
