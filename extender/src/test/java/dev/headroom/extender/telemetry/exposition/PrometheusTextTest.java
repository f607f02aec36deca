package dev.headroom.extender.telemetry.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTextTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a plain value                             | a 1                            | 1",
                "scientific notation                       | a 1.5e+08                      | 1.5e8",
                "2^63-1 as exported                        | a 9.223372036854775807e+18      | 9.223372036854775807E18",
                "a timestamp stands behind it               | a 1 1700000000000              | 1",
                "labels are skipped                        | a{x=\"1\",y=\"2\"} 3           | 3",
                "a brace within a label's value is no end  | a{x=\"}\"} 3                   | 3",
                "an escaped quote is no end                | a{x=\"\\\"} 9\"} 3             | 3",
                "an escaped backslash is                   | a{x=\"\\\\\"} 3                | 3",
                "blanks and tabs are skipped               | a{x=\"1\"}\t  3                | 3",
                "NaN                                       | a NaN                          | NaN",
                "infinity                                  | a +Inf                         | Infinity",
                "negative infinity                         | a -Inf                         | -Infinity",
                "a negative number                         | a -1                           | -1",
                "an exemplar behind it is skipped          | a 1 # {trace=\"x\"} 0.5        | 1"
            })
    void readsAValue(String why, String line, double value) {
        assertThat(read(line + "\n", 1000)).containsExactly("a=" + value);
    }

    @ParameterizedTest(name = "skipped: {0}")
    @ValueSource(
            strings = {
                "",
                "# HELP a something",
                "# TYPE a gauge",
                "#a 1",
                "a",
                "a ",
                "{} 1",
                "a{x=\"1 3",
                "a{x=\"1\"",
                "a b",
                "a 1f",
                "a 0x1p3d",
                "a 1,5",
                "-a 1",
                "<html>a 1</html>",
                "b 1",
                "a_b 1"
            })
    void skipsWhatIsNoLineOfIt(String line) {
        assertThat(read(line + "\n", 1000)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "the only label                       | a{x=\"1\"} 3                    | 1",
                "the second label                     | a{y=\"2\",x=\"1\"} 3          | 1",
                "a trailing comma                     | a{x=\"1\",} 3                   | 1",
                "blanks between labels                | a{ y=\"2\" , x=\"1\" } 3      | 1",
                "a label whose name ends alike        | a{xx=\"2\",x=\"1\"} 3         | 1",
                "the name within another's value      | a{y=\"x=\\\"2\\\"\",x=\"1\"} 3 | 1",
                "escaped quotes and backslashes       | a{x=\"\\\"b\\\\\"} 3         | \"b\\",
                "a brace in the value                 | a{x=\"}{\"} 3                   | }{",
                "no labels                            | a 3                              | ''",
                "another label                        | a{y=\"2\"} 3                    | ''",
                "empty braces                         | a{} 3                            | ''",
                "no quotes                            | a{x=1} 3                         | ''",
                "no equals sign                       | a{x} 3                           | ''",
                "an equals sign at the end            | a{x=} 3                          | ''"
            })
    void readsALabel(String why, String line, String label) {
        List<String> labels = new ArrayList<>();
        read(line, 1000, series -> labels.add(series.label("x")));
        assertThat(labels).containsExactly(label);
    }

    @ParameterizedTest(name = "the timestamp of {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a 1 1700000000123               | 1700000000123",
                "a{x=\"1\"} 1 1700000000123    | 1700000000123",
                "a 1 -5                          | -5",
                "a 1 1700000000.123              | 1700000000123",
                "a 1                             | -9223372036854775808",
                "a 1 soon                        | -9223372036854775808",
                "a 1 # {trace=\"x\"} 0.5       | -9223372036854775808"
            })
    void readsATimestamp(String line, long timestamp) {
        List<Long> timestamps = new ArrayList<>();
        read(line, 1000, series -> timestamps.add(series.timestampMillis()));
        assertThat(timestamps).containsExactly(timestamp);
    }

    @Test
    @DisplayName("labels are UTF-8; a line feed in one is written as \\n")
    void utf8() {
        List<String> labels = new ArrayList<>();
        byte[] bytes = "a{x=\"\u00e9\\nb\"} 1\n".getBytes(StandardCharsets.UTF_8);
        PrometheusText parser = new PrometheusText(sink(series -> labels.add(series.label("x"))));
        parser.read(ByteBuffer.wrap(bytes));
        assertThat(labels).containsExactly("\u00e9\nb");
    }

    @Test
    @DisplayName("whether a metric is wanted is asked once for lines in a row")
    void askedOnce() {
        List<String> asked = new ArrayList<>();
        PrometheusText parser = new PrometheusText(new PrometheusText.Sink() {
            @Override
            public boolean wants(String name) {
                asked.add(name);
                return true;
            }

            @Override
            public void series(Series series) {}
        });
        parser.read(ByteBuffer.wrap("a 1\na{x=\"1\"} 2\nab 3\na 4\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(asked).containsExactly("a", "ab", "a");
    }

    @Test
    @DisplayName("lines may be cut anywhere between two parts, and the last may lack its end")
    void anyCut() {
        String text = "# HELP a x\na{l=\"1\"} 1\nb 7\na 2\r\n\na 3";
        for (int size = 1; size <= text.length(); size++) {
            assertThat(read(text, size)).containsExactly("a=1.0", "a=2.0", "a=3.0");
        }
    }

    @Test
    @DisplayName("a line of more than 4 KiB is skipped, the one behind it is read")
    void tooLong() {
        String label = "x".repeat(PrometheusText.LONGEST_LINE);
        assertThat(read("a{l=\"" + label + "\"} 1\na 2\n", 100)).containsExactly("a=2.0");
    }

    @Test
    @DisplayName("100,000 random bytes harm nothing")
    void garbage() {
        byte[] bytes = new byte[100_000];
        new Random(3).nextBytes(bytes);
        assertThat(read(new String(bytes, StandardCharsets.ISO_8859_1), 777)).isEmpty();
    }

    private static List<String> read(String text, int partSize) {
        List<String> values = new ArrayList<>();
        read(text, partSize, series -> values.add(series.name() + "=" + series.value()));
        return values;
    }

    private static void read(String text, int partSize, Consumer<Series> taker) {
        PrometheusText parser = new PrometheusText(sink(taker));
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int from = 0; from < bytes.length; from += partSize) {
            parser.read(ByteBuffer.wrap(bytes, from, Math.min(partSize, bytes.length - from)));
        }
        parser.end();
    }

    private static PrometheusText.Sink sink(Consumer<Series> taker) {
        return new PrometheusText.Sink() {
            @Override
            public boolean wants(String name) {
                return name.equals("a");
            }

            @Override
            public void series(Series series) {
                taker.accept(series);
            }
        };
    }
}
