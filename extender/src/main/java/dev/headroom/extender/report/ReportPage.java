package dev.headroom.extender.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The report as one HTML file that needs nothing else: no server, no network. */
public final class ReportPage {

    /** @param number what the column is sorted by; null for its text */
    private record Column<T>(
            String heading,
            Function<T, Html> cell,
            @Nullable ToDoubleFunction<T> number) {}

    private final Html out = new Html();

    private ReportPage() {}

    /** UTF-8 is meant. */
    public static String of(Report report) {
        ReportPage page = new ReportPage();
        page.out.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>Headroom's report</title>\n<style>\n");
        page.out.raw(resource("report.css")).raw("</style></head><body>\n");
        page.head(report);
        page.nodes(report.nodes());
        page.workloads(report.workloads());
        page.garbage(report.byGarbage());
        page.toMend(report.toMend());
        page.containers(report.containers());
        page.out.raw("<script>\n").raw(resource("report.js")).raw("</script>\n</body></html>\n");
        return page.out.toString();
    }

    private void head(Report report) {
        Report.Summary summary = report.summary();
        out.raw("<header><h1>Headroom’s report</h1><p>")
                .text(Words.time(report.timeMillis()) + " · from " + report.source() + " · looking "
                        + Math.round(report.horizonSeconds()) + " s ahead")
                .raw("</p><ul class=\"tiles\">");
        tile(summary.atRisk(), Risk.AT_RISK);
        tile(summary.look(), Risk.LOOK);
        tile(summary.well(), Risk.WELL);
        tile(summary.unknown(), Risk.UNKNOWN);
        out.raw("</ul><p>")
                .text(Words.headline(report) + " " + Words.garbage(report))
                .raw("</p>");
        if (report.leftOut() > 0) {
            out.raw("<p>")
                    .text(report.leftOut() + " rows are left out, the best off.")
                    .raw("</p>");
        }
        out.raw("</header>\n");
    }

    private void tile(int number, Risk risk) {
        out.raw("<li class=\"" + risk + "\"><b>" + number + "</b> ")
                .text(risk.words())
                .raw("</li>");
    }

    private void nodes(List<NodeRow> rows) {
        table(
                "Nodes",
                "P95 is of the sum: what 95 % of the time suffices for all containers together.",
                rows,
                List.of(
                        new Column<>("Node", row -> Html.of(row.name()), null),
                        risk(NodeRow::risk),
                        number("Containers", NodeRow::containers, row -> String.valueOf(row.containers())),
                        number("Now", NodeRow::nowBytes, row -> Words.bytes(row.nowBytes())),
                        number("P95", NodeRow::p95Bytes, row -> Words.bytes(row.p95Bytes())),
                        number("Requests", NodeRow::requestBytes, row -> Words.bound(row.requestBytes())),
                        number("Allocatable", NodeRow::allocatableBytes, row -> Words.bytes(row.allocatableBytes())),
                        number("P95 / allocatable", NodeRow::fill, row -> Words.percent(row.fill()))));
    }

    private void workloads(List<WorkloadRow> rows) {
        table(
                "Workloads",
                "The bar is the limit: filled what is used now, the mark is p95 of the highest memory ahead.",
                rows,
                List.of(
                        new Column<>("Workload", row -> Html.of(row.name()), null),
                        risk(WorkloadRow::risk),
                        number("Containers", WorkloadRow::containers, row -> String.valueOf(row.containers())),
                        new Column<>("Of the limit", ReportPage::bar, WorkloadRow::ofLimit),
                        number("Now", WorkloadRow::nowBytes, row -> Words.bytes(row.nowBytes())),
                        number("P95", WorkloadRow::p95Bytes, row -> Words.bytes(row.p95Bytes())),
                        number("Request", WorkloadRow::requestBytes, row -> Words.bound(row.requestBytes())),
                        number("Limit", WorkloadRow::limitBytes, row -> Words.bound(row.limitBytes())),
                        number(
                                "OOM",
                                WorkloadRow::limitOomProbability,
                                row -> Words.percent(row.limitOomProbability())),
                        number(
                                "Highest OOM",
                                WorkloadRow::highestOomProbability,
                                row -> Words.percent(row.highestOomProbability())),
                        number("Restarts", WorkloadRow::restarts, row -> String.valueOf(row.restarts()))));
    }

    private void garbage(List<WorkloadRow> rows) {
        table(
                "CPU of garbage collectors",
                "Cores in use, and the collectors' part of them.",
                rows,
                List.of(
                        new Column<>("Workload", row -> Html.of(row.name()), null),
                        number("Containers", WorkloadRow::containers, row -> String.valueOf(row.containers())),
                        number("Cores", WorkloadRow::cores, row -> Words.cores(row.cores())),
                        number("GC cores", WorkloadRow::gcCores, row -> Words.cores(row.gcCores())),
                        number("GC share", WorkloadRow::gcCpuFraction, row -> Words.percent(row.gcCpuFraction()))));
    }

    private void toMend(List<WorkloadRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        out.raw("<section><h2>What to set</h2>\n");
        for (WorkloadRow row : rows) {
            out.raw("<article class=\"" + row.risk() + "\"><h3>")
                    .text(row.name())
                    .raw("</h3><dl>");
            for (Setting setting : row.settings()) {
                out.raw("<dt>")
                        .text(setting.what())
                        .raw(" <code>")
                        .text(setting.value())
                        .raw("</code></dt><dd>");
                out.text("now " + setting.now() + ": " + setting.why()).raw("</dd>");
            }
            for (Advice advice : row.advice()) {
                out.raw("<dt>").text(advice.flag()).raw("</dt><dd>");
                out.text(advice.meaning() + ". " + advice.advice()).raw("</dd>");
            }
            out.raw("</dl></article>\n");
        }
        out.raw("</section>\n");
    }

    private void containers(List<ContainerRow> rows) {
        table(
                "Containers",
                "",
                rows,
                List.of(
                        new Column<>("Container", row -> Html.of(row.name()), null),
                        new Column<>("Node", row -> Html.of(row.node()), null),
                        risk(ContainerRow::risk),
                        number("Now", ContainerRow::nowBytes, row -> Words.bytes(row.nowBytes())),
                        number("P50", ContainerRow::p50Bytes, row -> Words.bytes(row.p50Bytes())),
                        number("P95", ContainerRow::p95Bytes, row -> Words.bytes(row.p95Bytes())),
                        number("Limit", ContainerRow::limitBytes, row -> Words.bound(row.limitBytes())),
                        number(
                                "OOM",
                                ContainerRow::limitOomProbability,
                                row -> Words.percent(row.limitOomProbability())),
                        number("Confidence", ContainerRow::confidence, row -> Words.percent(row.confidence())),
                        new Column<>("Flags", row -> Html.of(String.join(", ", row.flags())), null)));
    }

    private <T> void table(String title, String note, List<T> rows, List<Column<T>> columns) {
        if (rows.isEmpty()) {
            return;
        }
        out.raw("<section><h2>").text(title).raw("</h2>");
        if (!note.isEmpty()) {
            out.raw("<p>").text(note).raw("</p>");
        }
        out.raw("<div class=\"scroll\"><table><thead><tr>");
        for (Column<T> column : columns) {
            out.raw(column.number() == null ? "<th>" : "<th class=\"n\">")
                    .text(column.heading())
                    .raw("</th>");
        }
        out.raw("</tr></thead><tbody>\n");
        for (T row : rows) {
            out.raw("<tr>");
            for (Column<T> column : columns) {
                out.raw(open(column, row))
                        .raw(column.cell().apply(row).toString())
                        .raw("</td>");
            }
            out.raw("</tr>\n");
        }
        out.raw("</tbody></table></div></section>\n");
    }

    private static <T> String open(Column<T> column, T row) {
        ToDoubleFunction<T> number = column.number();
        if (number == null) {
            return "<td>";
        }
        double value = number.applyAsDouble(row);
        return "<td class=\"n\" data-n=\"" + (Double.isFinite(value) ? value : -1) + "\">";
    }

    private static <T> Column<T> risk(Function<T, Risk> risk) {
        return new Column<>(
                "Risk",
                row -> new Html()
                        .raw("<span class=\"" + risk.apply(row) + "\">")
                        .text(risk.apply(row).words())
                        .raw("</span>"),
                row -> -risk.apply(row).ordinal());
    }

    private static <T> Column<T> number(String heading, ToDoubleFunction<T> number, Function<T, String> text) {
        return new Column<>(heading, row -> Html.of(text.apply(row)), number);
    }

    private static Html bar(WorkloadRow row) {
        if (!(row.limitBytes() > 0)) {
            return Html.of("no limit");
        }
        long now = percent(row.nowBytes() / row.limitBytes());
        long p95 = percent(row.ofLimit());
        return new Html()
                .raw("<i class=\"bar\" title=\"now " + now + " %, p95 " + p95 + " %\"><i style=\"width:" + now
                        + "%\"></i><b style=\"left:" + p95 + "%\"></b></i>");
    }

    private static long percent(double share) {
        return Math.round(100 * Math.clamp(Double.isNaN(share) ? 0 : share, 0.0, 1.0));
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream("/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks report/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
