package dev.headroom.bench.accuracy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The list of targets, as {@code headroom forecast --replay} reads it, with fields of the recording's own beside: {@code
 * kind}, {@code class}, {@code seed}, {@code metrics}, {@code group}, {@code startedMs}, {@code endedMs}, {@code
 * oomKilledMs}. Thread-safe.
 */
final class Targets {

    /** The folder with the kubelet's series for all containers. */
    static final String CADVISOR = "cadvisor";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, ObjectNode> byName = new LinkedHashMap<>();

    Targets() {
        ObjectNode cadvisor = JSON.createObjectNode();
        cadvisor.put("name", CADVISOR);
        cadvisor.put("kind", "cadvisor");
        cadvisor.put("node", Run.NODE);
        byName.put(CADVISOR, cadvisor);
    }

    synchronized void started(Run run, String url, long unixMillis) {
        Plan plan = run.plan();
        ObjectNode target = JSON.createObjectNode();
        target.put("name", run.name());
        target.put("url", url);
        target.put("namespace", Run.NAMESPACE);
        target.put("pod", run.pod());
        target.put("container", Run.CONTAINER);
        target.put("node", Run.NODE);
        target.put("memoryLimitBytes", plan.memoryLimitBytes());
        // None is set: unknown to the forecast, not zero.
        target.putNull("memoryHighBytes");
        target.put("cpuLimitMillis", plan.cpuLimitMillis());
        ObjectNode env = target.putObject("env");
        plan.env().forEach(env::put);
        target.put("qosClass", plan.qosClass());
        target.put("owner", run.owner());
        target.put("program", plan.kind());
        target.put("class", plan.shape());
        target.put("seed", plan.seed());
        target.put("metrics", plan.metrics());
        target.put("replica", run.stream());
        if (run.group() != null) {
            target.put("group", run.group());
        }
        target.put("startedMs", unixMillis);
        byName.put(run.name(), target);
    }

    synchronized void ended(String name, long unixMillis, boolean oomKilled) {
        ObjectNode target = byName.get(name);
        if (target != null) {
            target.put("endedMs", unixMillis);
            if (oomKilled) {
                target.put("oomKilledMs", unixMillis);
            }
        }
    }

    synchronized String json() throws JsonProcessingException {
        ArrayNode all = JSON.createArrayNode();
        all.addAll(byName.values());
        return JSON.writeValueAsString(all) + "\n";
    }
}
