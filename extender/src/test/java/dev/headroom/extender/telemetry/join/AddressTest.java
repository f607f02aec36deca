package dev.headroom.extender.telemetry.join;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:8080, 10.0.0.1",
        "10.0.0.1, 10.0.0.1",
        "[2001:db8::1]:8080, 2001:db8::1",
        "2001:db8::1, 2001:db8::1",
        "[2001:db8::1, [2001:db8::1",
        "node-1:9100, node-1"
    })
    void the_port_is_no_part_of_a_host(String instance, String host) {
        assertThat(Address.host(instance)).isEqualTo(host);
    }
}
