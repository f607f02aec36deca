package dev.headroom.extender.cli;

import dev.headroom.extender.forecast.ForecastLine;
import dev.headroom.extender.forecast.ForecastOutput;
import dev.headroom.extender.forecast.JsonForecasts;
import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.Flag;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The last forecast of each container, as a table for people; what is not known is a hyphen. */
final class ForecastTable implements ForecastOutput {

    private record Row(String name, long horizonMillis) {}

    private static final List<String> HEADINGS =
            List.of("NAME", "AT", "HORIZON", "P50", "P95", "GOAL", "GC CPU", "OOM", "CONFIDENCE", "AGE");
    private static final double MIB = 1 << 20;

    private final PrintWriter out;
    private final Map<Row, ForecastLine> last = new LinkedHashMap<>();

    ForecastTable(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void line(ForecastLine line) {
        last.put(new Row(line.subject().name(), line.forecast().horizonMillis()), line);
    }

    @Override
    public void roundEnded() {
        TextTable table = new TextTable(1, HEADINGS);
        List<String> lastColumn = new ArrayList<>(List.of("FLAGS"));
        SortedSet<Flag> flags = new TreeSet<>();
        for (ForecastLine line : last.values()) {
            table.row(cells(line));
            flags.addAll(line.forecast().flags());
            lastColumn.add(line.forecast().flags().stream()
                    .sorted()
                    .map(JsonForecasts::name)
                    .collect(Collectors.joining(",")));
        }
        // Beside the table, whose columns but the first are aligned right: all its lines have one length.
        Iterator<String> flagsOfLine = lastColumn.iterator();
        table.text().lines().forEach(line -> out.println((line + "  " + flagsOfLine.next()).stripTrailing()));
        flags.forEach(flag -> out.println(JsonForecasts.name(flag) + ": " + flag.meaning() + ". " + flag.advice()));
        out.println();
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }

    private static List<String> cells(ForecastLine line) {
        ContainerForecast forecast = line.forecast();
        boolean known = line.isKnown();
        return Arrays.asList(
                PlainText.of(line.subject().name()),
                Instant.ofEpochMilli(line.atMillis())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString(),
                Duration.ofMillis(forecast.horizonMillis()).toSeconds() + " s",
                mib(known ? forecast.p50Bytes() : Double.NaN),
                mib(known ? forecast.p95Bytes() : Double.NaN),
                mib(forecast.heapGoalBytes()),
                percent(forecast.gcCpuFraction()),
                percent(known ? forecast.limitOomProbability() : Double.NaN),
                percent(forecast.confidence()),
                known ? Duration.ofMillis(forecast.dataAgeMillis()).toSeconds() + " s" : "-");
    }

    private static String mib(double bytes) {
        return Double.isFinite(bytes) ? String.format(Locale.ROOT, "%.1f MiB", bytes / MIB) : "-";
    }

    private static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "-";
    }
}
