package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every forecast, whatever a program does: 200 random ones, 50 per seed, of 6 minutes each. */
class MemoryModelBoundsTest {

    private static final double MIB = 1 << 20;
    private static final double FILE_PAGES = 8.6 * MIB;
    private static final long[] HORIZONS = {1_000, 30_000, 60_000, 300_000, 3_600_000};
    private static final int PROGRAMS = 50;
    private static final double[] ABSURD = {-1, -1e18, Double.NaN, 1e18, Double.POSITIVE_INFINITY};

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void quantiles_are_ordered_and_within_floor_and_limit(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < PROGRAMS; i++) {
            GoProgram program = any(random);
            MemoryModel model =
                    random.nextInt(4) == 0 ? MemoryModel.ofHistory(program.spec()) : new MemoryModel(program.spec());
            watch(random, program, model);
        }
    }

    private static void watch(Random random, GoProgram program, MemoryModel model) {
        boolean kernel = random.nextBoolean();
        for (double s = 5; s <= 360; s += 5) {
            program.runUntil(s);
            double floor = 0;
            switch (random.nextInt(20)) {
                case 0 -> model.missed(program.nowMillis());
                case 1 -> program.restart();
                case 2 -> model.observe(absurd(random, program.says()).build());
                default -> {
                    model.observe(program.says().build());
                    if (kernel) {
                        model.observe(program.account().build());
                        floor = program.anon();
                    }
                }
            }
            for (long horizon : HORIZONS) {
                check(model.forecast(program.nowMillis(), horizon), program, floor);
            }
            long later = program.nowMillis() + random.nextLong(400_000);
            check(model.forecast(later, HORIZONS[random.nextInt(HORIZONS.length)]), program, 0);
        }
    }

    private static void check(ContainerForecast forecast, GoProgram program, double floor) {
        double limit = program.spec().limitBytes();
        assertThat(forecast.p50Bytes()).isGreaterThanOrEqualTo((long) Math.floor(floor));
        assertThat(forecast.p95Bytes()).isGreaterThanOrEqualTo(forecast.p50Bytes());
        assertThat(forecast.p99Bytes()).isGreaterThanOrEqualTo(forecast.p95Bytes());
        assertThat((double) forecast.p99Bytes()).isLessThan(limit > 0 ? limit + FILE_PAGES : 1L << 46);
        assertThat(forecast.limitOomProbability()).isBetween(0.0, limit > 0 ? 1.0 : 0.0);
        assertThat(forecast.confidence()).isBetween(0.0, 1.0);
        assertThat(forecast.dataAgeMillis()).isNotNegative();
        if (!Double.isNaN(forecast.gcCpuFraction())) {
            assertThat(forecast.gcCpuFraction()).isBetween(0.0, 1.0);
        }
        if (!Double.isNaN(forecast.heapGoalBytes())) {
            assertThat(forecast.heapGoalBytes()).isPositive().isFinite();
            assertThat(forecast.cyclesPerSecond()).isPositive().isFinite();
        }
        // Up to 6 parts of less than a byte are left out.
        double sum = forecast.why().stream()
                .filter(part -> part.unit() == Unit.BYTES)
                .mapToDouble(Quantity::value)
                .sum();
        assertThat(sum).isCloseTo(forecast.p50Bytes(), within(8.0));
    }

    private static Sample.Builder absurd(Random random, Sample.Builder says) {
        Signal[] signals = Signal.values();
        for (int i = 0; i < 5; i++) {
            Signal signal = signals[random.nextInt(Signal.COMMITTED_HEAP.ordinal())];
            double value = ABSURD[random.nextInt(ABSURD.length)];
            says.put(
                    signal,
                    switch (signal.kind()) {
                        case BYTES -> value;
                        // A counter of 10¹⁸ is not absurd by itself, nor is a negative GOGC.
                        case COUNTER, COUNT -> -1;
                        case PERCENT -> 1e18;
                    });
        }
        return says;
    }

    private static GoProgram any(Random random) {
        GoProgram program = GoProgram.allocating(Math.exp(random.nextDouble() * 5), live(random));
        if (random.nextInt(3) == 0) {
            program.memoryLimit(random.nextInt(20, 300));
        }
        if (random.nextInt(4) == 0) {
            program.gogc(random.nextInt(-1, 300));
        }
        if (random.nextBoolean()) {
            program.containerLimit(random.nextInt(100, 600));
        }
        if (random.nextInt(3) == 0) {
            program.withDefaultNames();
        }
        if (random.nextInt(4) == 0) {
            double most = random.nextInt(1, 60);
            program.outside(age -> Math.min(most, age / 4));
        }
        return program;
    }

    private static DoubleUnaryOperator live(Random random) {
        double size = Math.exp(random.nextDouble() * 4.5);
        double pace = random.nextDouble();
        double period = random.nextInt(20, 300);
        return switch (random.nextInt(5)) {
            case 0 -> age -> size;
            case 1 -> age -> 5 + pace * age;
            case 2 -> age -> size * (1.2 + Math.sin(age * 2 * Math.PI / period));
            case 3 -> age -> age % period < 20 ? size * 3 : size;
            default -> age -> age < period ? size : size * 2;
        };
    }
}
