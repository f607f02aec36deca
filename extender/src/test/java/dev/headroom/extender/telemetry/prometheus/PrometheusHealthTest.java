package dev.headroom.extender.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.telemetry.InputHealth;
import dev.headroom.predict.Signal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PrometheusHealthTest {

    private static final long NOW = 1_000_000;

    @Test
    @DisplayName(
            "matched are the containers of the signal of most, within three rounds; the failure has the exact query")
    void health() {
        PrometheusStatus.Failure failure =
                new PrometheusStatus.Failure("program", "{__name__=~\"go_.*\"}", "status 503", 995_000);
        PrometheusStatus status = new PrometheusStatus(
                "http://prom:9090",
                990_000,
                failure,
                0,
                List.of(),
                false,
                0,
                PrometheusStatus.Round.NONE,
                Map.of(
                        Signal.RESIDENT, new PrometheusStatus.Seen(990_000, 40),
                        Signal.HEAP_GOAL, new PrometheusStatus.Seen(980_000, 30),
                        // 100 s ago is more than three rounds of 30 s.
                        Signal.ANON, new PrometheusStatus.Seen(900_000, 50)),
                "",
                "",
                List.of());
        assertThat(PrometheusHealth.of(status, 60, 30_000, NOW))
                .isEqualTo(new InputHealth(
                        "prometheus http://prom:9090",
                        60,
                        40,
                        990_000,
                        30_000,
                        new InputHealth.Failure(995_000, "{__name__=~\"go_.*\"}", "status 503")));
    }

    @Test
    @DisplayName("a server that was not asked yet has brought nothing")
    void notAsked() {
        assertThat(PrometheusHealth.of(PrometheusStatus.notAsked("http://p"), 1, 30_000, NOW))
                .isEqualTo(new InputHealth("prometheus http://p", 1, 0, 0, 30_000, null));
    }
}
