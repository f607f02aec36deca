package dev.headroom.extender.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The report for a terminal of 100 columns. */
public final class ReportText {

    private static final int WIDTH = 100;
    private static final int MOST = 25;
    private static final int LEAST_NAME = 16;

    private record Column<T>(String heading, Function<T, String> cell) {}

    private final StringBuilder out = new StringBuilder();

    private ReportText() {}

    /** Lines ended by line feeds. */
    public static String of(Report report) {
        ReportText text = new ReportText();
        text.line("Headroom's report of " + Words.time(report.timeMillis()) + " from " + report.source() + ", looking "
                + Math.round(report.horizonSeconds()) + " s ahead.");
        text.line(Words.headline(report));
        text.line(Words.garbage(report));
        text.line("!! at risk, ! worth a look, ? not known");
        text.nodes(report);
        text.workloads(report);
        text.garbage(report);
        text.toMend(report);
        return text.out.toString();
    }

    private void nodes(Report report) {
        List<Column<NodeRow>> columns = List.of(
                new Column<>("NODE", NodeRow::name),
                new Column<>("", row -> mark(row.risk())),
                new Column<>("CONTAINERS", row -> String.valueOf(row.containers())),
                new Column<>("NOW", row -> Words.bytes(row.nowBytes())),
                new Column<>("P95", row -> Words.bytes(row.p95Bytes())),
                new Column<>("REQUESTS", row -> Words.bound(row.requestBytes())),
                new Column<>("ALLOCATABLE", row -> Words.bytes(row.allocatableBytes())));
        table("NODES", report.nodes(), columns);
    }

    private void workloads(Report report) {
        List<Column<WorkloadRow>> columns = List.of(
                new Column<>("WORKLOAD", WorkloadRow::name),
                new Column<>("", row -> mark(row.risk())),
                new Column<>("NOW", row -> Words.bytes(row.nowBytes())),
                new Column<>("P95", row -> Words.bytes(row.p95Bytes())),
                new Column<>("REQUEST", row -> Words.bound(row.requestBytes())),
                new Column<>("LIMIT", row -> Words.bound(row.limitBytes())),
                new Column<>("OOM", row -> Words.percent(row.limitOomProbability())),
                new Column<>("HIGHEST", row -> Words.percent(row.highestOomProbability())));
        table("WORKLOADS", report.workloads(), columns);
    }

    private void garbage(Report report) {
        List<Column<WorkloadRow>> columns = List.of(
                new Column<>("WORKLOAD", WorkloadRow::name),
                new Column<>("", row -> mark(row.risk())),
                new Column<>("CONTAINERS", row -> String.valueOf(row.containers())),
                new Column<>("CORES", row -> Words.cores(row.cores())),
                new Column<>("GC CORES", row -> Words.cores(row.gcCores())),
                new Column<>("GC SHARE", row -> Words.percent(row.gcCpuFraction())));
        table("CPU OF GARBAGE COLLECTORS", report.byGarbage(), columns);
    }

    private void toMend(Report report) {
        List<WorkloadRow> rows = report.toMend();
        if (rows.isEmpty()) {
            return;
        }
        out.append("\nWHAT TO SET\n");
        for (WorkloadRow row : rows.subList(0, Math.min(MOST, rows.size()))) {
            out.append(shortened(row.name(), WIDTH)).append('\n');
            for (Setting setting : row.settings()) {
                wrapped("  " + setting.what() + " " + setting.value() + ", now " + setting.now() + ": ", setting.why());
            }
            for (Advice advice : row.advice()) {
                wrapped("  " + advice.flag() + ": ", advice.meaning() + ". " + advice.advice());
            }
            if (row.restarts() > 0) {
                wrapped("  ", "restarted " + Words.count(row.restarts(), "time") + " while it was watched");
            }
        }
        more(rows.size());
    }

    private <T> void table(String title, List<T> rows, List<Column<T>> columns) {
        if (rows.isEmpty()) {
            return;
        }
        out.append('\n').append(title).append('\n');
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns.stream().map(Column::heading).toList());
        for (T row : rows.subList(0, Math.min(MOST, rows.size()))) {
            cells.add(columns.stream().map(column -> column.cell().apply(row)).toList());
        }
        int[] widths = widths(cells);
        for (List<String> line : cells) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                String cell = i == 0 ? shortened(line.get(i), widths[0]) : line.get(i);
                String pad = " ".repeat(widths[i] - cell.length());
                text.append(i < 2 ? cell + pad : pad + cell).append("  ");
            }
            line(text.toString());
        }
        more(rows.size());
    }

    /** The first column gives way. */
    private static int[] widths(List<List<String>> cells) {
        int[] widths = new int[cells.getFirst().size()];
        for (List<String> line : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        int others = IntStream.of(widths).sum() - widths[0] + 2 * (widths.length - 1);
        widths[0] = Math.min(widths[0], Math.max(LEAST_NAME, WIDTH - others));
        return widths;
    }

    private void more(int rows) {
        if (rows > MOST) {
            line("… and " + (rows - MOST) + " more; -o json and -o html have them");
        }
    }

    /** Breaks between words; what follows the first line stands under its text. */
    private void wrapped(String head, String text) {
        StringBuilder current = new StringBuilder(head);
        for (String word : text.split(" ")) {
            if (current.length() + word.length() > WIDTH) {
                line(current.toString());
                current = new StringBuilder("    ");
            }
            current.append(word).append(' ');
        }
        line(current.toString());
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private static String mark(Risk risk) {
        return switch (risk) {
            case AT_RISK -> "!!";
            case LOOK -> "!";
            case WELL -> "";
            case UNKNOWN -> "?";
        };
    }

    /** The end of a name says more than its beginning. */
    private static String shortened(String name, int most) {
        return name.length() <= most ? name : "…" + name.substring(name.length() - most + 1);
    }
}
