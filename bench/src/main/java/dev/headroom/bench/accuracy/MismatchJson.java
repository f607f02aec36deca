package dev.headroom.bench.accuracy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the model and the reference's rule say of the mismatch fixtures. */
final class MismatchJson {

    private MismatchJson() {}

    static ArrayNode of(List<MismatchFixtures.Case> cases) {
        ArrayNode rows = new ObjectMapper().createArrayNode();
        for (MismatchFixtures.Case mismatch : cases) {
            ObjectNode row = rows.addObject();
            row.put("name", mismatch.name());
            row.put("memoryRequestBytes", mismatch.spec().requestBytes());
            row.put("memoryLimitBytes", mismatch.spec().limitBytes());
            row.put("heapObjectsBytes", Math.round(mismatch.objectsBytes()));
            ObjectNode rule = row.putObject("referenceRule");
            rule.put("heapGoalBytes", Math.round(mismatch.rule().heapGoalBytes()));
            rule.put("residentBytes", Math.round(mismatch.rule().highestBytes()));
            rule.put("says", mismatch.rule().atGoal().name());
            ObjectNode model = row.putObject("model");
            model.put("heapGoalBytes", Math.round(mismatch.model().heapGoalBytes()));
            model.put("residentP50Bytes", mismatch.model().p50Bytes());
            model.put("residentP95Bytes", mismatch.model().p95Bytes());
            model.put("limitOomProbability", mismatch.model().limitOomProbability());
            model.put("gcCpuFraction", mismatch.model().gcCpuFraction());
            model.put("cyclesPerSecond", mismatch.model().cyclesPerSecond());
        }
        return rows;
    }
}
