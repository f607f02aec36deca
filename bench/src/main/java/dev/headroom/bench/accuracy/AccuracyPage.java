package dev.headroom.bench.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code docs/accuracy.md}, made from the report. */
final class AccuracyPage {

    private static final double MIB = 1 << 20;

    private final JsonNode report;
    private final JsonNode details;
    private final StringBuilder out = new StringBuilder(32_768);

    private AccuracyPage(JsonNode report) {
        this.report = report;
        this.details = report.path("details");
    }

    /** @param report as {@link AccuracyReport} writes it */
    static String of(JsonNode report) {
        AccuracyPage page = new AccuracyPage(report);
        page.head();
        page.goals();
        page.out.append(AccuracyTexts.DEFINITIONS);
        page.methods();
        page.mismatches();
        page.evaluations();
        page.programs();
        page.plots();
        return page.out.toString();
    }

    private void head() {
        JsonNode made = details.path("evaluation");
        out.append(AccuracyTexts.HEAD.formatted(
                figure("runs", 0),
                details.path("instants").asInt(),
                number(details.path("programHours"), 1),
                figure("runs.killed", 0),
                made.path("commit").asText(),
                made.path("modelCommit").asText(),
                made.path("firstSeed").asLong(),
                report.path("date").asText(),
                report.path("machine").asText()));
        List<String> changed = new ArrayList<>();
        made.path("modelFilesChangedSince").forEach(file -> changed.add("`" + file.asText() + "`"));
        if (!changed.isEmpty()) {
            out.append("\nFiles of the model that changed after the seeds were derived: ")
                    .append(String.join(", ", changed))
                    .append(".\n");
        }
    }

    private void goals() {
        out.append("\n## Goals\n\n| figure | goal | measured | unit | met |\n|---|---|---:|---|---|\n");
        for (JsonNode goal : report.path("goals")) {
            row(
                    "`" + goal.path("id").asText() + "`",
                    goal.path("goal").asText("as measured").replace("null", "as measured"),
                    goal.path("measured").isNumber()
                            ? plain(goal.path("measured").asDouble())
                            : "not measured",
                    goal.path("unit").asText(),
                    !goal.path("met").isBoolean() ? "" : goal.path("met").asBoolean() ? "yes" : "**no**");
        }
        out.append("\n### Goals that were not reached\n\n");
        boolean any = false;
        for (JsonNode goal : report.path("goals")) {
            if (goal.path("met").isBoolean() && !goal.path("met").asBoolean()) {
                any = true;
                String id = goal.path("id").asText();
                String reason = details.path("reasons").path(id).asText("");
                String missing = goal.path("measured").isNumber() ? "Its cause is not known." : "It was not measured.";
                out.append("- `")
                        .append(id)
                        .append("`: ")
                        .append(reason.isEmpty() ? missing : reason)
                        .append('\n');
            }
        }
        out.append(any ? "" : "None.\n");
    }

    private void methods() {
        out.append("\n## Beside other ways\n\n")
                .append(
                        "| method | steady, median error | steady, worst | moving, pooled | factor to equal coverage | width |\n")
                .append("|---|---:|---:|---:|---:|---:|\n");
        for (Method method : Method.values()) {
            JsonNode row = details.path("methods").path(method.id());
            row(
                    method.title(),
                    number(row.path("steadyErrorMedian"), 4),
                    number(row.path("steadyErrorWorst"), 4),
                    number(row.path("movingError"), 4),
                    number(row.path("p95Scale"), 3),
                    number(row.path("p95Width"), 3));
        }
    }

    private void mismatches() {
        out.append(AccuracyTexts.MISMATCHES);
        for (JsonNode row : details.path("mismatches")) {
            JsonNode rule = row.path("referenceRule");
            JsonNode model = row.path("model");
            row(
                    row.path("name").asText(),
                    mib(row.path("heapObjectsBytes")),
                    mib(rule.path("heapGoalBytes")) + ", "
                            + rule.path("says")
                                    .asText()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', ' '),
                    mib(rule.path("residentBytes")),
                    mib(model.path("heapGoalBytes")),
                    mib(model.path("residentP50Bytes")) + " – " + mib(model.path("residentP95Bytes")),
                    number(model.path("limitOomProbability"), 2),
                    number(model.path("gcCpuFraction"), 2) + ", " + number(model.path("cyclesPerSecond"), 1) + "/s");
        }
    }

    private void evaluations() {
        out.append(
                        "\n## Every evaluation made\n\n| date | commit | model's commit | first seed | steady median | steady worst ")
                .append("| moving skill | coverage | width ratio | foretold | false alarms/h |\n")
                .append("|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (JsonNode made : details.path("evaluations")) {
            JsonNode figures = made.path("figures");
            row(
                    made.path("date").asText().replaceAll("T(\\d\\d:\\d\\d).*", " $1"),
                    shortened(made.path("commit").asText()),
                    shortened(made.path("modelCommit").asText())
                            + (made.path("modelFilesChangedSince").isEmpty() ? "" : " and changes"),
                    made.path("firstSeed").asText(),
                    number(figures.path("steady.p50_error_median"), 4),
                    number(figures.path("steady.p50_error_worst"), 4),
                    number(figures.path("moving.skill"), 3),
                    number(figures.path("p95.coverage"), 3),
                    number(figures.path("p95.width_ratio"), 3),
                    number(figures.path("oom.foretold_30s"), 3),
                    number(figures.path("oom.false_alarms_per_hour"), 2));
        }
    }

    private void programs() {
        out.append("\n## Programs\n\n| program | is | instants | Headroom |");
        for (Method method : Method.values()) {
            out.append(method.isBaseline() ? " " + method.title() + " |" : "");
        }
        out.append(
                " coverage | width | heap goal | GC CPU, points | kill |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|\n");
        for (JsonNode program : details.path("programs")) {
            List<String> cells = new ArrayList<>(List.of(
                    program.path("name").asText(),
                    program.path("is").asText(),
                    program.path("instants").asText()));
            for (Method method : Method.values()) {
                cells.add(number(program.path("error").path(method.id()), 3));
            }
            cells.add(number(program.path("p95Coverage"), 2));
            cells.add(number(program.path("p95Width"), 2));
            cells.add(number(program.path("heapGoalError"), 3));
            cells.add(number(program.path("gcCpuErrorPoints"), 1));
            cells.add(kill(program));
            row(cells.toArray(new String[0]));
        }
    }

    private static String kill(JsonNode program) {
        JsonNode kill = program.path("kill");
        String alarms = program.path("falseAlarms").asInt() == 0
                ? ""
                : " false alarms: " + program.path("falseAlarms").asInt();
        if (kill.isMissingNode()) {
            return alarms.strip();
        }
        return "after " + number(kill.path("afterSeconds"), 0) + " s, "
                + (kill.path("visible").asBoolean() ? "" : "not visible, ")
                + (kill.path("foretold").asBoolean() ? "foretold" : "missed") + alarms;
    }

    private void plots() {
        out.append(AccuracyTexts.PLOTS);
        for (JsonNode program : details.path("programs")) {
            String name = program.path("name").asText();
            out.append("![")
                    .append(name)
                    .append("](images/accuracy/")
                    .append(name)
                    .append(".svg)\n\n");
        }
    }

    private void row(String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private String figure(String id, int decimals) {
        for (JsonNode goal : report.path("goals")) {
            if (goal.path("id").asText().equals(id)) {
                return number(goal.path("measured"), decimals);
            }
        }
        return "–";
    }

    private static String mib(JsonNode bytes) {
        return bytes.isNumber() ? Math.round(bytes.asDouble() / MIB) + " MiB" : "–";
    }

    private static String number(JsonNode value, int decimals) {
        return value.isNumber() ? String.format(Locale.ROOT, "%." + decimals + "f", value.asDouble()) : "–";
    }

    /** Whole numbers as such, others with 4 decimals. */
    private static String plain(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.4f" : "%.1f", value);
    }

    private static String shortened(String commit) {
        return "`" + commit.substring(0, Math.min(10, commit.length())) + "`";
    }
}
