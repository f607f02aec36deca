package dev.headroom.bench.accuracy;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One program: at each scrape the band from p50 to p95 of the highest resident memory of the next 60 s, what that turned
 * out to be, resident memory itself, the limit, scrapes that failed, and the kill.
 */
final class ProgramPlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 240;
    private static final double MIB = 1 << 20;
    private static final int COLUMNS = 360;

    private static final String BAND = "#bcd7f0";
    private static final String P50 = "#1f6fb4";
    private static final String TRUTH = "#111111";
    private static final String RESIDENT = "#999999";
    private static final String LIMIT = "#c62828";
    private static final String GRID = "#e6e6e6";
    private static final String LABEL = "#555555";

    private final Watched watched;
    private final Program program;
    private final Svg svg;
    private final Scale scale;

    private ProgramPlot(Watched watched) {
        this.watched = watched;
        this.program = watched.program();
        this.svg = new Svg(WIDTH, HEIGHT, program.name());
        Truth truth = program.truth();
        double highest = truth.highest(Long.MIN_VALUE, truth.lastMillis());
        double most = Math.max(highest * 1.15, program.limitBytes() * 1.05) / MIB;
        this.scale = new Scale(program.startedMillis(), truth.lastMillis(), most, 46, WIDTH - 8, 24, HEIGHT - 22);
    }

    static String of(Watched watched) {
        ProgramPlot plot = new ProgramPlot(watched);
        plot.grid();
        plot.forecasts();
        plot.resident();
        plot.marks();
        plot.legend();
        return plot.svg.done();
    }

    private void grid() {
        double mib = Scale.step(scale.mostMib());
        for (double at = 0; at <= scale.mostMib(); at += mib) {
            double y = scale.y(at * MIB);
            svg.line(scale.left(), y, scale.right(), y, "stroke=\"" + GRID + "\"");
            svg.text(scale.left() - 5, y + 4, "end", LABEL, Long.toString(Math.round(at)));
        }
        long minutes = (scale.untilMillis() - scale.fromMillis()) / 60_000;
        for (long minute = 0; minute <= minutes; minute += Math.max(1, minutes / 12)) {
            double x = scale.x(scale.fromMillis() + minute * 60_000);
            svg.text(x, scale.bottom() + 14, "middle", LABEL, minute + (minute == 0 ? " min" : ""));
        }
    }

    private void forecasts() {
        List<Moment> known = watched.moments().stream()
                .filter(moment -> moment.atMillis() <= scale.untilMillis()
                        && !Double.isNaN(moment.band(Method.HEADROOM).p50()))
                .toList();
        double[] x = known.stream().mapToDouble(m -> scale.x(m.atMillis())).toArray();
        double[] p50 = ys(known, m -> m.band(Method.HEADROOM).p50());
        svg.band(x, p50, ys(known, m -> m.band(Method.HEADROOM).p95()), BAND);
        svg.polyline(x, p50, "stroke=\"" + P50 + "\" stroke-width=\"1.4\"");
        svg.polyline(
                watched.instants().stream()
                        .mapToDouble(i -> scale.x(i.moment().atMillis()))
                        .toArray(),
                watched.instants().stream().mapToDouble(i -> scale.y(i.truth())).toArray(),
                "stroke=\"" + TRUTH + "\" stroke-width=\"1.4\"");
    }

    /** The lowest and the highest of each column, so that no peak is lost. */
    private void resident() {
        Truth truth = program.truth();
        double[] x = new double[2 * COLUMNS];
        double[] y = new double[2 * COLUMNS];
        int next = 0;
        for (int column = 0; column < COLUMNS; column++) {
            double low = Double.NaN;
            double high = Double.NaN;
            long until = scale.fromMillis() + (scale.untilMillis() - scale.fromMillis()) * (column + 1) / COLUMNS;
            for (; next < truth.size() && truth.time(next) <= until; next++) {
                low = Double.isNaN(low) ? truth.bytes(next) : Math.min(low, truth.bytes(next));
                high = Double.isNaN(high) ? truth.bytes(next) : Math.max(high, truth.bytes(next));
            }
            x[2 * column] = scale.x(until);
            x[2 * column + 1] = x[2 * column];
            y[2 * column] = scale.y(low);
            // A level column is one point, not two.
            y[2 * column + 1] = scale.y(low) - scale.y(high) < 1 ? Double.NaN : scale.y(high);
        }
        svg.polyline(joined(x, x, y), joined(y, x, y), "stroke=\"" + RESIDENT + "\" stroke-width=\"0.8\"");
    }

    /** Without the places that are to be skipped. */
    private static double[] joined(double[] of, double[] x, double[] y) {
        double[] kept = new double[x.length];
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(y[i])) {
                kept[n++] = of[i];
            }
        }
        return Arrays.copyOf(kept, n);
    }

    private void marks() {
        double limit = scale.y(program.limitBytes());
        svg.line(scale.left(), limit, scale.right(), limit, "stroke=\"" + LIMIT + "\" stroke-dasharray=\"5 4\"");
        watched.moments().stream()
                .filter(moment -> !moment.answered() && moment.atMillis() <= scale.untilMillis())
                .mapToDouble(moment -> scale.x(moment.atMillis()))
                .forEach(x -> svg.line(x, scale.bottom() - 7, x, scale.bottom(), "stroke=\"#e07b00\""));
        if (program.wasKilled()) {
            double x = scale.x(program.killedMillis());
            svg.line(x, scale.top(), x, scale.bottom(), "stroke=\"" + LIMIT + "\" stroke-width=\"2\"");
        }
    }

    private void legend() {
        svg.text(scale.left(), 15, "start", TRUTH, program.name() + ", MiB");
        double x = 250;
        svg.rectangle(x, 7, 14, 9, BAND);
        svg.line(x, 16, x + 14, 16, "stroke=\"" + P50 + "\" stroke-width=\"1.4\"");
        svg.text(x + 18, 15, "start", LABEL, "p50–p95");
        key(x + 75, TRUTH, "highest of 60 s");
        key(x + 180, RESIDENT, "resident");
        key(x + 250, LIMIT, program.wasKilled() ? "limit, OOM kill" : "limit");
        if (watched.moments().stream().anyMatch(moment -> !moment.answered())) {
            key(x + 355, "#e07b00", "scrape failed");
        }
    }

    private void key(double x, String color, String text) {
        svg.line(x, 11, x + 14, 11, "stroke=\"" + color + "\" stroke-width=\"1.4\"");
        svg.text(x + 18, 15, "start", LABEL, text);
    }

    private double[] ys(List<Moment> moments, ToDoubleFunction<Moment> bytes) {
        return moments.stream()
                .mapToDouble(moment -> scale.y(bytes.applyAsDouble(moment)))
                .toArray();
    }
}
