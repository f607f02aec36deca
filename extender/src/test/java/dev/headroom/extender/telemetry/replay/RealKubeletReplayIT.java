package dev.headroom.extender.telemetry.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The recording of a real node; what happens in it is told by its README. */
class RealKubeletReplayIT implements ReplayListener {

    private final Map<String, Integer> appeared = new HashMap<>();
    private final Map<String, Integer> missed = new HashMap<>();
    private final Map<String, Double> mostPressure = new HashMap<>();
    private final Map<String, Double> lastLimit = new HashMap<>();
    private int problems;
    private long last;

    @Test
    @DisplayName("pressure, limits and restarts of seven real containers reach the models, in the order of time")
    void recording() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(getClass().getResource("/kubelet/recording"))
                .toURI());
        Replay.open(folder, NameTable.ofProcesses()).run(this);
        assertThat(appeared)
                .hasSize(7)
                .allSatisfy((name, times) -> assertThat(times).isEqualTo(1));
        // Only memory.high makes pressure visible before a kill.
        assertThat(mostPressure.get("throttled")).isBetween(60.0, 70.0);
        assertThat(mostPressure.get("leak")).isLessThan(1);
        // Resized in place from 64 to 112 MiB.
        assertThat(lastLimit.get("resized")).isEqualTo(112 << 20);
        assertThat(problems).isZero();
        // Above memory.high it answers every 10 to 19 s instead of every 5.
        assertThat(missed.getOrDefault("throttled", 0)).isGreaterThanOrEqualTo(3);
        assertThat(missed.getOrDefault("idle", 0)).isZero();
    }

    @Override
    public void appeared(RecordedTarget target, long atMillis) {
        appeared.merge(target.name(), 1, Integer::sum);
    }

    @Override
    public void sampled(RecordedTarget target, Sample sample) {
        problems += sample.problems().size();
        mostPressure.merge(target.name(), sample.get(Signal.PRESSURE_SOME_SECONDS, 0), Math::max);
        if (sample.has(Signal.CGROUP_MAX)) {
            lastLimit.put(target.name(), sample.get(Signal.CGROUP_MAX));
        }
    }

    @Override
    public void missed(RecordedTarget target, long atMillis) {
        missed.merge(target.name(), 1, Integer::sum);
    }

    @Override
    public void instant(RecordedTarget target, long atMillis) {
        assertThat(atMillis).isGreaterThanOrEqualTo(last);
        last = atMillis;
    }

    @Override
    public void gone(RecordedTarget target, long atMillis) {}
}
