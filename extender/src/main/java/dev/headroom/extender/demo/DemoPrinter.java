package dev.headroom.extender.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Writes the demo's lines: aligned columns, colours only where a person looks at them. Used by one thread. */
final class DemoPrinter {

    private static final int LINES_PER_HEADER = 20;
    private static final int WIDTH = 140;
    private static final int TABLE_WIDTH = 77;
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final boolean colours;
    private int linesSinceHeader = LINES_PER_HEADER;

    DemoPrinter(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    void text(String line) {
        out.println(line);
        out.flush();
    }

    /** @param happened cut where the line would be wider than {@value #WIDTH} columns; the page has the whole story */
    void line(DemoFigures figures, int placed, String happened) {
        if (linesSinceHeader++ >= LINES_PER_HEADER) {
            linesSinceHeader = 1;
            text(coloured(DIM, "                new        memory, GiB            with Headroom  by requests"));
            text(coloured(
                    DIM, "    time  pods pods wait forecast   true error risk over kills   over kills  last event"));
        }
        text(String.format(
                Locale.ROOT,
                "%8s %5d %+4d %4d %8.1f %6.1f %s %s %s %s %s %s  %s",
                time(figures.time()),
                figures.pods(),
                placed,
                figures.waiting(),
                figures.forecastBytes() / (double) (1L << 30),
                figures.trueBytes() / (double) (1L << 30),
                error(figures),
                count(4, figures.atRisk(), YELLOW),
                count(4, figures.over(), RED),
                count(5, figures.kills(), RED),
                count(6, figures.overByRequests(), RED),
                count(5, figures.killsByRequests(), RED),
                cut(happened)));
    }

    private static String cut(String happened) {
        int room = WIDTH - TABLE_WIDTH;
        return happened.length() <= room ? happened : happened.substring(0, room - 3) + "...";
    }

    /** Of a cluster that is just warming up the forecast is far ahead: no number that helps. */
    private static String error(DemoFigures figures) {
        double percent = 100.0 * figures.forecastBytes() / Math.max(1, figures.trueBytes()) - 100;
        return Math.abs(percent) > 99 ? "    -" : String.format(Locale.ROOT, "%+4.0f%%", percent);
    }

    private String count(int width, long value, String colour) {
        String text = String.format(Locale.ROOT, "%" + width + "d", value);
        return value > 0 ? coloured(colour, text) : text;
    }

    private String coloured(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }

    private static String time(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
