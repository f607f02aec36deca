package dev.headroom.extender.telemetry.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.api.MemoryForecast;
import dev.headroom.extender.pod.WorkloadKey;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.QosClass;
import java.util.HashMap;
import java.util.Map;

/** One entry of {@code targets.json} as it is written. Unknown fields are ignored. */
record TargetEntry(String where, JsonNode json) {

    private static final int LONGEST = 2048;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,252}";

    RecordedTarget read() throws RecordingException {
        String name = text("name");
        if (!name.matches(NAME)) {
            throw wrong("name", "'" + name + "'", "1 to 253 letters, digits, '.', '_' and '-', the first no sign");
        }
        String namespace = text("namespace");
        String pod = text("pod");
        String container = text("container");
        return new RecordedTarget(
                name,
                text("url"),
                namespace,
                pod,
                container,
                text("node"),
                workload(namespace, pod, container),
                spec(),
                text("kind").equals("cadvisor"));
    }

    private ContainerSpec spec() throws RecordingException {
        Map<String, String> env = env();
        long goMemLimit;
        try {
            goMemLimit = GoEnvironment.goMemLimit(env.getOrDefault("GOMEMLIMIT", ""));
        } catch (IllegalArgumentException e) {
            throw new RecordingException(where + " env: " + e.getMessage());
        }
        return new ContainerSpec(
                number("memoryLimitBytes"),
                number("memoryHighBytes"),
                number("memoryRequestBytes"),
                number("cpuLimitMillis"),
                GoEnvironment.gogc(env.getOrDefault("GOGC", "")),
                goMemLimit,
                QosClass.of(text("qosClass")));
    }

    /** {@code {"NAME": "value"}}, or Kubernetes' list of {@code {"name": …, "value": …}}. */
    private Map<String, String> env() throws RecordingException {
        JsonNode env = json.path("env");
        Map<String, String> values = new HashMap<>();
        if (env.isArray()) {
            for (JsonNode variable : env) {
                values.put(
                        variable.path("name").asText(), variable.path("value").asText());
            }
        } else if (env.isObject()) {
            env.properties()
                    .forEach(variable ->
                            values.put(variable.getKey(), variable.getValue().asText()));
        } else if (!env.isMissingNode() && !env.isNull()) {
            throw wrong("env", env.toString(), "an object, or a list of {name, value}");
        }
        return values;
    }

    /** {@code "namespace/Kind/name"}, {@code "Kind/name"}, {@code "name"} or {@code {"kind": …, "name": …}}. */
    private String workload(String namespace, String pod, String container) throws RecordingException {
        JsonNode owner = json.path("owner");
        if (owner.isObject()) {
            String kind = owner.path("kind").asText("");
            String name = owner.path("name").asText("");
            return kind.isEmpty() || name.isEmpty()
                    ? ""
                    : WorkloadKey.of(namespace, kind, name, templateHash(pod, kind, name)) + "/" + container;
        }
        String text = text("owner");
        long slashes = text.chars().filter(c -> c == '/').count();
        if (text.isEmpty()) {
            return "";
        } else if (slashes == 2) {
            return text + "/" + container;
        } else if (slashes == 1) {
            String kind = text.substring(0, text.indexOf('/'));
            String name = text.substring(text.indexOf('/') + 1);
            return WorkloadKey.of(namespace, kind, name, templateHash(pod, kind, name)) + "/" + container;
        } else if (slashes == 0) {
            return namespace + "/Owner/" + text + "/" + container;
        }
        throw wrong("owner", "'" + text + "'", "namespace/Kind/name, Kind/name, name or {kind, name}");
    }

    /** A Deployment's pod is named after its ReplicaSet, and that ends in the hash of the template. */
    private static String templateHash(String pod, String kind, String name) {
        return kind.equals("ReplicaSet") && pod.startsWith(name + "-") ? name.substring(name.lastIndexOf('-') + 1) : "";
    }

    private String text(String field) throws RecordingException {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual() || value.asText().length() > LONGEST) {
            throw wrong(field, shortened(value.toString()), "a text of at most " + LONGEST + " characters");
        }
        return value.asText();
    }

    private long number(String field) throws RecordingException {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return 0;
        }
        if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= MemoryForecast.MAX_BYTES)) {
            throw wrong(field, shortened(value.toString()), "a number of 0 to " + MemoryForecast.MAX_BYTES);
        }
        return value.asLong();
    }

    private RecordingException wrong(String field, String value, String allowed) {
        return new RecordingException(where + " has " + field + " " + value + ", allowed is " + allowed);
    }

    private static String shortened(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }
}
