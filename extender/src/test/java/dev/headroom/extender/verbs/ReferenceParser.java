package dev.headroom.extender.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Resources;
import dev.headroom.extender.pod.BadValues;
import dev.headroom.extender.pod.EffectiveRequests;
import dev.headroom.extender.pod.MemorySpec;
import dev.headroom.extender.pod.Quantities;
import dev.headroom.extender.pod.WorkloadKey;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads a pod from a tree, the slow and plain way. */
final class ReferenceParser {

    private static final BadValues IGNORED = (field, problem) -> {};

    private ReferenceParser() {}

    /** A member by Go's rules: any case, missing if null. */
    static JsonNode member(JsonNode object, String name) {
        JsonNode found = MissingNode.getInstance();
        for (var entry : object.properties()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                found = entry.getValue().isNull() ? MissingNode.getInstance() : entry.getValue();
            }
        }
        return found;
    }

    static PodRequest pod(JsonNode pod) {
        JsonNode metadata = member(pod, "metadata");
        JsonNode spec = member(pod, "spec");
        String kind = null;
        String owner = null;
        for (JsonNode reference : member(metadata, "ownerReferences")) {
            if (member(reference, "controller").asBoolean()) {
                kind = textOrNull(member(reference, "kind"));
                owner = textOrNull(member(reference, "name"));
            }
        }
        String namespace = member(metadata, "namespace").asText();
        String scheduler = member(spec, "schedulerName").asText();
        return new PodRequest(
                new PodInfo(
                        member(metadata, "uid").asText(),
                        namespace,
                        member(metadata, "name").asText(),
                        scheduler.isEmpty() ? "default-scheduler" : scheduler,
                        WorkloadKey.of(
                                namespace,
                                kind,
                                owner,
                                textOrNull(member(metadata, "labels").path("pod-template-hash"))),
                        member(spec, "priority").asInt(),
                        requests(spec),
                        memory(metadata, spec),
                        MemoryForecast.UNKNOWN),
                !member(spec, "preemptionPolicy").asText().equals("Never"));
    }

    private static Resources requests(JsonNode spec) {
        EffectiveRequests effective = new EffectiveRequests();
        for (JsonNode container : member(spec, "containers")) {
            effective.container(resources(member(member(container, "resources"), "requests")));
        }
        for (JsonNode container : member(spec, "initContainers")) {
            effective.initContainer(resources(member(member(container, "resources"), "requests")), sidecar(container));
        }
        JsonNode own = member(member(spec, "resources"), "requests");
        long cpu = quantity(own.path("cpu"), Quantities::parseMilliCpu);
        long memory = quantity(own.path("memory"), Quantities::parseBytes);
        if (cpu >= 0) {
            effective.podLevelMilliCpu(cpu);
        }
        if (memory >= 0) {
            effective.podLevelMemoryBytes(memory);
        }
        return effective.overhead(resources(member(spec, "overhead"))).total();
    }

    private static dev.headroom.api.PodMemorySpec memory(JsonNode metadata, JsonNode spec) {
        MemorySpec memory = new MemorySpec(IGNORED);
        for (JsonNode container : member(spec, "containers")) {
            tell(memory, container);
        }
        for (JsonNode container : member(spec, "initContainers")) {
            if (sidecar(container)) {
                tell(memory, container);
            }
        }
        memory.podLevelLimit(
                resources(member(member(spec, "resources"), "limits")).memoryBytes());
        JsonNode annotations = member(metadata, "annotations");
        if (annotations.path(MemorySpec.PLATEAU).isTextual()) {
            memory.plateau(annotations.path(MemorySpec.PLATEAU).textValue());
        }
        if (annotations.path(MemorySpec.PLATEAU_SPREAD).isTextual()) {
            memory.plateauSpread(annotations.path(MemorySpec.PLATEAU_SPREAD).textValue());
        }
        return memory.build();
    }

    private static void tell(MemorySpec memory, JsonNode container) {
        memory.container(
                resources(member(member(container, "resources"), "limits")).memoryBytes());
        for (JsonNode variable : member(container, "env")) {
            JsonNode value = member(variable, "value");
            if (member(variable, "name").asText().equals(MemorySpec.GOMEMLIMIT) && value.isTextual()) {
                memory.goMemLimit(value.textValue());
            }
        }
    }

    private static boolean sidecar(JsonNode container) {
        return member(container, "restartPolicy").asText().equals("Always");
    }

    private static Resources resources(JsonNode list) {
        return new Resources(
                Math.max(0, quantity(list.path("cpu"), Quantities::parseMilliCpu)),
                Math.max(0, quantity(list.path("memory"), Quantities::parseBytes)));
    }

    /** −1 if not set or not understood. */
    private static long quantity(JsonNode value, ToLongFunction<String> parser) {
        if (!value.isTextual() && !value.isNumber()) {
            return -1;
        }
        try {
            return parser.applyAsLong(value.asText());
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
