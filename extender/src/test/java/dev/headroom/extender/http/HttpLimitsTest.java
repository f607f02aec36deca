package dev.headroom.extender.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.config.HeadroomConfiguration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpLimitsTest {

    private static HeadroomConfiguration.Server server(int maxBodyBytes, Duration idleTimeout) {
        return new HeadroomConfiguration.Server(
                "127.0.0.1", "127.0.0.1", 0, 0, List.of(), maxBodyBytes, idleTimeout, Duration.ofSeconds(30));
    }

    @Test
    void case23_idle_timeout_above_90_s_is_taken_as_it_is() {
        HttpLimits limits = HttpLimits.ofVerbs(server(1_000, Duration.ofSeconds(95)));
        assertThat(limits.idleTimeout()).isEqualTo(Duration.ofSeconds(95));
        assertThat(limits.readDeadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(limits.maxBufferedBytes()).isEqualTo(3_000); // 3 bodies of 1,000 bytes
    }

    @Test
    void case23_idle_timeout_of_90_s_is_refused() {
        HeadroomConfiguration.Server server = server(1_000, Duration.ofSeconds(90));
        assertThatThrownBy(() -> HttpLimits.ofVerbs(server))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("server.idleTimeout: PT1M30S is not allowed; above 90 s");
        assertThatThrownBy(() -> HttpLimits.ofOps(server)).hasMessageContaining("server.idleTimeout");
    }

    @Test
    void a_body_limit_below_one_byte_is_refused() {
        assertThatThrownBy(() -> HttpLimits.ofVerbs(server(0, Duration.ofSeconds(95))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("server.maxBodyBytes: 0 is not allowed");
    }

    @Test
    void what_went_wrong_is_quoted_as_json_and_cut() {
        assertThat(new String(ErrorBody.of("a \"b\" \n\u0001 ü"), StandardCharsets.UTF_8))
                .isEqualTo("{\"error\":\"a \\\"b\\\" \\n\\u0001 ü\"}\n");
        assertThat(ErrorBody.of(FakeVerbs.xs(100_000))).hasSizeLessThan(1_100);
    }
}
