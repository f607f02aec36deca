package dev.headroom.extender.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.replay.RecordedTarget;
import dev.headroom.extender.telemetry.replay.Replay;
import dev.headroom.extender.telemetry.replay.ReplayListener;
import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.Flag;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.MemoryModel;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code headroom forecast --replay} makes of the recording of a real kubelet, see {@code kubelet/README.md}; times in
 * seconds since its start.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealKubeletForecastIT {

    private static final long START = 1_795_560_815_000L;
    private static final double LIKELY = 0.5;

    private final Map<String, List<ContainerForecast>> forecasts = new HashMap<>();

    @BeforeAll
    void replayed() throws Exception {
        Forecaster forecaster =
                new Forecaster(new Fleet(MemoryModel::new), List.of(Duration.ofSeconds(60)), new Kept(), () -> false);
        new ReplaySource(recording()).run(forecaster);
    }

    @ParameterizedTest(name = "{0}, killed at {1} s, is foretold between 120 and 30 s before")
    @CsvSource({"leak, 170", "offheap, 209", "throttled, 252"})
    void killForetold(String name, long killed) {
        assertThat(between(name, killed - 120, killed - 30))
                .anyMatch(forecast -> forecast.limitOomProbability() >= LIKELY);
    }

    // leak-limited is no visible kill: GOMEMLIMIT holds resident memory at 89 MiB until 25 s before.

    @ParameterizedTest(name = "{0} is not killed, and nobody says it would")
    @ValueSource(strings = {"idle", "squeezed"})
    void noFalseAlarm(String name) {
        assertThat(between(name, 0, 332))
                .hasSizeGreaterThan(60)
                .allMatch(forecast -> forecast.limitOomProbability() < LIKELY);
        // Until it has collected a few times, nobody knows where its heap ends; the idle one does once in two minutes.
        assertThat(between(name, 150, 332)).allMatch(forecast -> forecast.limitOomProbability() < 0.1);
    }

    @Test
    void limitRaisedInPlaceCountsFromTheKubeletsNextAnswerOn() {
        // 64 MiB until 93 s, said at 99 s; it grows to 77 MiB of 112.
        assertThat(between("resized", 105, 332)).allMatch(forecast -> forecast.limitOomProbability() < LIKELY);
        // It stays at its plateau from 213 s on.
        assertThat(between("resized", 250, 332)).allMatch(forecast -> forecast.limitOomProbability() < 0.1);
    }

    @ParameterizedTest(name = "{0} has the flag {1} at {2} s")
    @CsvSource({
        "leak, GOMEMLIMIT_MISSING, 150",
        "leak, MEMORY_PRESSURE, 150",
        "leak, NEAR_LIMIT, 165",
        "offheap, OFF_HEAP_UNEXPLAINED, 150",
        "offheap, NEAR_LIMIT, 200",
        "squeezed, SQUEEZED, 150",
        "squeezed, RESIDENT_ABOVE_GOMEMLIMIT, 150",
        "leak-limited, SQUEEZED, 200",
        "throttled, MEMORY_PRESSURE, 200",
        "throttled, LEAK, 244",
        "idle, GOMEMLIMIT_MISSING, 150",
    })
    void flag(String name, Flag flag, long at) {
        assertThat(between(name, at, at + 11).getFirst().flags()).contains(flag);
    }

    @ParameterizedTest(name = "{0} never has the flag {1}")
    @CsvSource({
        "idle, MEMORY_PRESSURE",
        "idle, SQUEEZED",
        "idle, NEAR_LIMIT",
        "idle, LEAK",
        "squeezed, NEAR_LIMIT",
        "squeezed, LEAK",
        "offheap, GOMEMLIMIT_MISSING",
        "leak, OFF_HEAP_UNEXPLAINED",
    })
    void noFlag(String name, Flag flag) {
        assertThat(between(name, 0, 332)).noneMatch(forecast -> forecast.flags().contains(flag));
    }

    @ParameterizedTest(name = "{0} waits {1} s for memory, by the kubelet")
    @CsvSource({"throttled, 61.6", "leak-limited, 0.12", "leak, 0", "idle, 0"})
    void pressure(String name, double seconds) throws Exception {
        List<Double> totals = new ArrayList<>();
        recording().run(new Samples((target, sample) -> {
            if (target.name().equals(name) && sample.has(Signal.PRESSURE_SOME_SECONDS)) {
                totals.add(sample.get(Signal.PRESSURE_SOME_SECONDS));
            }
        }));
        assertThat(totals.stream().mapToDouble(total -> total).max().orElseThrow())
                .isBetween(seconds - 0.05, seconds + 0.05);
    }

    private List<ContainerForecast> between(String name, long from, long to) {
        Predicate<ContainerForecast> within =
                forecast -> forecast.atMillis() >= START + from * 1000 && forecast.atMillis() <= START + to * 1000;
        return Objects.requireNonNull(forecasts.get(name)).stream()
                .filter(within)
                .toList();
    }

    private static Replay recording() throws Exception {
        return Replay.open(folder(), NameTable.ofProcesses());
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(RealKubeletForecastIT.class.getResource("/kubelet/recording"))
                .toURI());
    }

    private final class Kept implements ForecastOutput {

        @Override
        public void line(ForecastLine line) {
            forecasts
                    .computeIfAbsent(line.subject().name(), name -> new ArrayList<>())
                    .add(line.forecast());
        }

        @Override
        public void roundEnded() {}

        @Override
        public void close() {}
    }

    private interface Taker {
        void take(RecordedTarget target, Sample sample);
    }

    private record Samples(Taker taker) implements ReplayListener {

        @Override
        public void appeared(RecordedTarget target, long atMillis) {}

        @Override
        public void sampled(RecordedTarget target, Sample sample) {
            taker.take(target, sample);
        }

        @Override
        public void missed(RecordedTarget target, long atMillis) {}

        @Override
        public void instant(RecordedTarget target, long atMillis) {}

        @Override
        public void gone(RecordedTarget target, long atMillis) {}
    }
}
