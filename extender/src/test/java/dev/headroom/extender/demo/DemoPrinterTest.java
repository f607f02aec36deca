package dev.headroom.extender.demo;

import static dev.headroom.extender.demo.Simulated.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoPrinterTest {

    private static final DemoFigures CALM = figures(Duration.ofSeconds(75), 110 * GIB, 100 * GIB, 0, 0);
    private static final DemoFigures WILD = figures(Duration.ofHours(26), 9000 * GIB, 9900 * GIB, 3, 123);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void columns_stand_below_their_headings() {
        DemoPrinter printer = new DemoPrinter(out, false);
        printer.line(CALM, 5, "nothing");
        printer.line(WILD, 250, "something");

        List<String> lines = lines();
        int event = lines.get(1).indexOf("last event");
        assertThat(lines.get(2).indexOf("nothing")).isEqualTo(event);
        assertThat(lines.get(3).indexOf("something")).isEqualTo(event);
        // 110/100 − 1 = +10 %; 9000/9900 − 1 = −9 %
        assertThat(lines.get(2)).startsWith(" 0:01:15 ").contains("110.0  100.0  +10%");
        assertThat(lines.get(3)).startsWith("26:00:00").contains("-9%");
    }

    @Test
    void no_line_is_wider_than_140_columns() {
        DemoPrinter printer = new DemoPrinter(out, false);
        printer.line(CALM, 5, "x".repeat(500));

        assertThat(lines().getLast()).hasSize(140).endsWith("x...");
    }

    @Test
    void the_headings_come_again_every_20_lines() {
        DemoPrinter printer = new DemoPrinter(out, false);
        for (int i = 0; i < 41; i++) {
            printer.line(CALM, 0, "");
        }

        // before lines 1, 21 and 41, two rows each
        assertThat(lines()).hasSize(41 + 3 * 2);
    }

    @Test
    void only_what_is_bad_has_a_colour_and_only_where_colours_are_wanted() {
        new DemoPrinter(out, true).line(WILD, 0, "");
        assertThat(lines().getLast()).contains("\u001b[31m").contains("\u001b[33m");

        bytes.reset();
        new DemoPrinter(out, true).line(CALM, 0, "");
        assertThat(lines().getLast()).doesNotContain("\u001b");

        bytes.reset();
        new DemoPrinter(out, false).line(WILD, 0, "");
        assertThat(lines()).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void a_cluster_that_is_still_warming_up_has_no_error_yet() {
        new DemoPrinter(out, false).line(figures(Duration.ZERO, 20 * GIB, GIB, 0, 0), 0, "");

        assertThat(lines().getLast()).doesNotContain("%");
    }

    private static DemoFigures figures(Duration time, long forecast, long truth, int nodes, long kills) {
        return new DemoFigures(time, 320, 4, forecast, truth, nodes, nodes, kills, nodes, kills);
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
