package dev.headroom.extender.cli;

import dev.headroom.extender.backtest.Outcome;
import dev.headroom.extender.backtest.Result;
import dev.headroom.extender.backtest.Row;
import dev.headroom.extender.decisions.Amounts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A backtest for a terminal of 100 columns. */
final class BacktestTable {

    private static final int NAME = 25;
    private static final List<String> HEADINGS =
            List.of("WORKLOAD", "HOURS", "HEADROOM", "SLACK", "VPA", "SLACK", "N-SIGMA", "SLACK", "REQUEST", "SLACK");

    private BacktestTable() {}

    static String of(Result result) {
        if (result.fromMillis() == 0) {
            return "Nothing of " + result.source()
                    + " can be judged: no forecast was followed by data for a whole horizon.\n";
        }
        StringBuilder out = new StringBuilder("Backtest of " + result.source() + ", forecasts from "
                + time(result.fromMillis()) + " to " + time(result.toMillis()) + ".\n"
                + "First column of each method: share of the time in which more memory came within the horizon than\n"
                + "it said (Headroom: p95, so 5 % is right). SLACK: mean share of what it said that was not needed.\n");
        for (Row total : result.total()) {
            TextTable table = new TextTable(1, HEADINGS);
            Stream.concat(
                            result.rows().stream().filter(row -> row.horizonSeconds() == total.horizonSeconds()),
                            Stream.of(total))
                    .forEach(row -> table.row(cells(row)));
            out.append("\nHORIZON ")
                    .append(Amounts.plain(total.horizonSeconds()))
                    .append(" s\n")
                    .append(table.text());
        }
        return PlainText.of(out.toString());
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        cells.add(row.workload().isEmpty() ? "all" : shortened(row.workload()));
        cells.add(String.format(Locale.ROOT, "%.2f", row.hours()));
        for (Outcome outcome : row.outcomes()) {
            cells.add(percent(outcome.violations()));
            cells.add(percent(outcome.slack()));
        }
        return cells;
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : Amounts.plain(100 * share) + " %";
    }

    private static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The end of a name says more than its beginning. */
    private static String shortened(String name) {
        return name.length() <= NAME ? name : "…" + name.substring(name.length() - NAME + 1);
    }
}
