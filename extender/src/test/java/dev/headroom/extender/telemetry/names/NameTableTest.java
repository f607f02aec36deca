package dev.headroom.extender.telemetry.names;

import static dev.headroom.predict.Signal.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.predict.Sample;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTableTest {

    @Test
    @DisplayName("a configured name goes before the known ones, which stand in where it is absent")
    void configured() {
        NameTable table = NameTable.ofProcesses()
                .with(Map.of("RESIDENT", "app_rss{kind=\"all\",unit=\"B\"}", "GOROUTINES", "app_goroutines"));
        assertThat(table.metricNames()).contains("app_rss", "process_resident_memory_bytes");
        Reading reading = table.reading();
        Expositions.read(
                "app_rss{kind=\"some\",unit=\"B\"} 1\napp_rss{unit=\"B\",kind=\"all\"} 2\n"
                        + "process_resident_memory_bytes 3\ngo_goroutines 4\n",
                reading);
        Sample sample = reading.sample(7, Sample.Origin.SCRAPE);
        assertThat(sample.get(RESIDENT)).isEqualTo(2);
        assertThat(sample.get(GOROUTINES)).isEqualTo(4);
    }

    @ParameterizedTest(name = "{0} as {1} is refused: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "resident | a           | signal 'resident' does not exist",
                "RESIDENT | ''          | the name of RESIDENT is ''",
                "RESIDENT | a b         | the name of RESIDENT is 'a b'",
                "RESIDENT | 1a          | the name of RESIDENT is '1a'",
                "RESIDENT | a{b=c}      | the name of RESIDENT is 'a{b=c}'",
                "RESIDENT | a{b=~\"c\"} | the name of RESIDENT is 'a{b=~\"c\"}'"
            })
    void refused(String signal, String name, String message) {
        assertThatThrownBy(() -> NameTable.ofProcesses().with(Map.of(signal, name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("allowed");
    }

    @Test
    @DisplayName(
            "a sample is of the newest timestamp that its series have, of the scrape's where they have none or a later one")
    void time() {
        Reading reading = NameTable.ofProcesses().reading();
        Expositions.read("go_goroutines 4\n", reading);
        assertThat(reading.sample(7, Sample.Origin.SCRAPE).atMillis()).isEqualTo(7);
        Expositions.read("go_goroutines 4 5000\nprocess_resident_memory_bytes 3 6000\n", reading);
        assertThat(reading.sample(6500, Sample.Origin.SCRAPE).atMillis()).isEqualTo(6000);
        assertThat(reading.sample(5500, Sample.Origin.SCRAPE).atMillis()).isEqualTo(5500);
    }
}
