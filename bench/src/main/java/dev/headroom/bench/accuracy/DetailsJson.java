package dev.headroom.bench.accuracy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What stands behind the figures: every method, every program. Numbers have 5 decimals; what is unknown is null. */
final class DetailsJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Evaluation evaluation;

    private DetailsJson(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    static ObjectNode of(Evaluation evaluation) {
        DetailsJson json = new DetailsJson(evaluation);
        ObjectNode details = JSON.createObjectNode();
        json.totals(details);
        json.methods(details.putObject("methods"));
        json.replicas(details);
        json.groups(details.putObject("groups"));
        json.programs(details);
        return details;
    }

    private void totals(ObjectNode details) {
        PointErrors errors = evaluation.errors();
        Alarms alarms = evaluation.alarms();
        details.put("instants", evaluation.widths().instants().size());
        details.put("steadyPrograms", errors.steady().size());
        details.put("movingPrograms", errors.moving().size());
        put(details, "programHours", evaluation.programHours());
        details.put("bestBaselineOfMoving", errors.bestBaseline().id());
        details.put("bestBaselineOfWidth", evaluation.widths().bestBaseline().id());
        details.put("alarms", alarms.crossings());
        details.put("falseAlarms", alarms.falseOnes());
        details.put("falseAlarmsWithTheirTwoMinutesCutOff", alarms.cutOff());
        details.put("heapGoalPrograms", evaluation.heapGoal().count());
        details.put("gcCpuPrograms", evaluation.gcCpuPoints().count());
    }

    private void methods(ObjectNode methods) {
        PointErrors errors = evaluation.errors();
        Widths widths = evaluation.widths();
        for (Method method : Method.values()) {
            ObjectNode row = methods.putObject(method.id());
            put(row, "steadyErrorMedian", errors.steadyMedian(method));
            put(row, "steadyErrorWorst", errors.steadyWorst(method));
            put(row, "movingError", errors.moving(method));
            put(row, "p95Scale", widths.scale(method));
            put(row, "p95Width", widths.width(method));
        }
    }

    private void replicas(ObjectNode details) {
        for (NewReplica replica : evaluation.replicas()) {
            ObjectNode row = details.withArray("newReplicas").addObject();
            row.put("name", replica.name());
            put(row, "errorBeforeItsFirstSample", replica.unborn());
            put(row, "error", replica.mean());
            row.put("forecasts", replica.forecasts());
        }
    }

    private void groups(ObjectNode groups) {
        for (Together group : evaluation.groups()) {
            ObjectNode row = groups.putObject(group.name());
            row.put("programs", group.size());
            row.put("instants", group.instants(evaluation.window()).size());
        }
        put(groups, "error", evaluation.groupError(Method.HEADROOM).value());
        put(groups, "errorHistoryOnly", evaluation.groupError(Method.HISTORY).value());
    }

    private void programs(ObjectNode details) {
        for (Watched watched : evaluation.alone()) {
            details.withArray("programs").add(program(watched));
        }
    }

    private ObjectNode program(Watched watched) {
        Program program = watched.program();
        ObjectNode row = JSON.createObjectNode();
        row.put("name", program.name());
        row.put("kind", program.kind());
        row.put("seed", program.seed());
        row.put("metrics", program.metrics());
        row.put("meant", program.shape());
        row.put("is", watched.isSteady() ? "steady" : "moving");
        row.put("memoryLimitBytes", program.limitBytes());
        row.put("instants", watched.instants().size());
        row.put(
                "failedScrapes",
                watched.moments().stream().filter(m -> !m.answered()).count());
        put(row, "moves", watched.moves());
        ObjectNode errors = row.putObject("error");
        for (Method method : Method.values()) {
            put(errors, method.id(), watched.error(method));
        }
        Widths widths = new Widths(watched.instants());
        put(row, "p95Coverage", widths.coverage());
        put(row, "p95Width", widths.width(Method.HEADROOM));
        collector(row, watched);
        Kill.of(watched).ifPresent(kill -> kill(row.putObject("kill"), kill));
        Alarms alarms = Alarms.of(watched);
        row.put("alarms", alarms.crossings());
        row.put("falseAlarms", alarms.falseOnes());
        return row;
    }

    private void collector(ObjectNode row, Watched watched) {
        Mean goal = CollectorErrors.heapGoal(watched, evaluation.window());
        Mean gcCpu = CollectorErrors.gcCpuPoints(watched, evaluation.window());
        put(row, "heapGoalError", goal.value());
        row.put("heapGoalUnknown", goal.unknown());
        put(row, "gcCpuErrorPoints", gcCpu.value());
        row.put("gcCpuUnknown", gcCpu.unknown());
    }

    private static void kill(ObjectNode row, Kill kill) {
        put(row, "afterSeconds", kill.afterSeconds());
        put(row, "roseShareOfLimit", kill.roseShare());
        row.put("visible", kill.isVisible());
        put(row, "highestProbability120To30SecondsBefore", kill.highestBefore());
        row.put("foretold", kill.isForetold());
    }

    private static void put(ObjectNode row, String field, double value) {
        if (Double.isFinite(value)) {
            row.put(field, Math.rint(value * 1e5) / 1e5);
        } else {
            row.putNull(field);
        }
    }
}
