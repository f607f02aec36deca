package dev.headroom.extender.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found. Its fields are the JSON form, a contract: new ones may come, none goes.
 *
 * @param timeMillis epoch milliseconds of the newest data
 * @param horizonSeconds how far forecasts look
 * @param containers that run, the worst first
 * @param ended how many were seen and are no more
 * @param leftOut rows beyond the most that one report has
 */
public record Report(
        long timeMillis,
        String source,
        double horizonSeconds,
        Summary summary,
        List<NodeRow> nodes,
        List<WorkloadRow> workloads,
        List<ContainerRow> containers,
        int ended,
        int leftOut) {

    /** Of nodes, workloads and containers each. */
    static final int MOST_ROWS = 1_000;

    /** Workloads by risk, and CPU cores in all. @param gcCores of them by garbage collectors */
    public record Summary(
            int nodes,
            int workloads,
            int containers,
            int atRisk,
            int look,
            int well,
            int unknown,
            double cores,
            double gcCores) {}

    public Report {
        nodes = List.copyOf(nodes);
        workloads = List.copyOf(workloads);
        containers = List.copyOf(containers);
    }

    /**
     * Of what a survey found.
     *
     * @param timeMillis of the report, if the survey found nothing
     * @param source for people
     * @param known what a running Headroom says of its nodes
     */
    public static Report of(Survey survey, long timeMillis, String source, List<NodeRow> known) {
        NodeSums sums = new NodeSums();
        List<ContainerRow> containers = new ArrayList<>();
        Map<String, WorkloadRow.Builder> builders = new LinkedHashMap<>();
        for (Survey.Found found : survey.found()) {
            ContainerRow row = ContainerRow.of(found.container());
            containers.add(row);
            sums.add(row, found.mean(), found.facts().placement());
            builders.computeIfAbsent(row.workload(), unknown -> new WorkloadRow.Builder())
                    .add(row, found.facts());
        }
        containers.sort(Comparator.comparing(ContainerRow::risk)
                .thenComparing(row -> -row.highestOomProbability())
                .thenComparing(ContainerRow::name));
        List<WorkloadRow> workloads = new ArrayList<>();
        builders.values().forEach(builder -> workloads.add(builder.build()));
        workloads.sort(WorkloadRow.BY_RISK);
        List<NodeRow> nodes = sums.rows(known);
        return new Report(
                survey.newestMillis() == 0 ? timeMillis : survey.newestMillis(),
                source,
                survey.horizonMillis() / 1000.0,
                summary(nodes, workloads, containers),
                most(nodes),
                most(workloads),
                most(containers),
                survey.ended(),
                beyond(nodes) + beyond(workloads) + beyond(containers));
    }

    /** Those whose collectors take CPU, the most first. */
    List<WorkloadRow> byGarbage() {
        return workloads.stream()
                .filter(row -> row.gcCores() >= 0.0005)
                .sorted(Comparator.comparingDouble(WorkloadRow::gcCores)
                        .reversed()
                        .thenComparing(WorkloadRow::name))
                .toList();
    }

    /** Those with something to set or to mend. */
    List<WorkloadRow> toMend() {
        return workloads.stream()
                .filter(row -> !row.settings().isEmpty() || !row.advice().isEmpty())
                .toList();
    }

    private static Summary summary(List<NodeRow> nodes, List<WorkloadRow> workloads, List<ContainerRow> containers) {
        return new Summary(
                nodes.size(),
                workloads.size(),
                containers.size(),
                count(workloads, Risk.AT_RISK),
                count(workloads, Risk.LOOK),
                count(workloads, Risk.WELL),
                count(workloads, Risk.UNKNOWN),
                sum(workloads.stream().mapToDouble(WorkloadRow::cores).toArray()),
                sum(workloads.stream().mapToDouble(WorkloadRow::gcCores).toArray()));
    }

    private static int count(List<WorkloadRow> rows, Risk risk) {
        return (int) rows.stream().filter(row -> row.risk() == risk).count();
    }

    private static double sum(double... values) {
        double sum = Double.NaN;
        for (double value : values) {
            sum = Double.isNaN(value) ? sum : Double.isNaN(sum) ? value : sum + value;
        }
        return sum;
    }

    private static <T> List<T> most(List<T> rows) {
        return rows.subList(0, Math.min(MOST_ROWS, rows.size()));
    }

    private static int beyond(List<?> rows) {
        return Math.max(0, rows.size() - MOST_ROWS);
    }
}
