package dev.headroom.extender.demo;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Writes {@code ExtenderArgs} as kube-scheduler does for an extender with {@code nodeCacheCapable: true}: capitalised
 * member names, {@code Nodes} null, the pod without kind and managed fields.
 */
final class ExtenderArgsJson {

    private final JsonFactory factory = new JsonFactory();

    byte[] write(SimulatedPod pod, List<String> nodeNames) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048 + 16 * nodeNames.size());
        try (JsonGenerator json = factory.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeObjectFieldStart("Pod");
            writeMetadata(json, pod);
            writeSpec(json, pod);
            json.writeObjectFieldStart("status");
            json.writeStringField("phase", "Pending");
            json.writeEndObject();
            json.writeEndObject();
            json.writeNullField("Nodes");
            json.writeArrayFieldStart("NodeNames");
            for (String name : nodeNames) {
                json.writeString(name);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeMetadata(JsonGenerator json, SimulatedPod pod) throws IOException {
        Workload workload = pod.workload();
        json.writeObjectFieldStart("metadata");
        json.writeStringField("name", pod.info().name());
        json.writeStringField("namespace", pod.info().namespace());
        json.writeStringField("uid", pod.uid());
        json.writeObjectFieldStart("labels");
        json.writeStringField("app", workload.name());
        json.writeStringField("pod-template-hash", pod.templateHash());
        json.writeEndObject();
        json.writeObjectFieldStart("annotations");
        if (workload.metrics() != Workload.Metrics.NONE) {
            json.writeStringField("prometheus.io/scrape", "true");
        }
        if (workload.annotatedPlateauBytes() > 0) {
            json.writeStringField("headroom.dev/memory-plateau", mebibytes(workload.annotatedPlateauBytes()));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("ownerReferences");
        json.writeStartObject();
        json.writeStringField("apiVersion", "apps/v1");
        json.writeStringField("kind", "ReplicaSet");
        json.writeStringField("name", workload.name() + "-" + pod.templateHash());
        json.writeStringField("uid", "replicaset-" + pod.templateHash());
        json.writeBooleanField("controller", true);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeSpec(JsonGenerator json, SimulatedPod pod) throws IOException {
        Workload workload = pod.workload();
        json.writeObjectFieldStart("spec");
        json.writeStringField("schedulerName", workload.schedulerName());
        json.writeNumberField("priority", pod.info().priority());
        json.writeArrayFieldStart("containers");
        json.writeStartObject();
        json.writeStringField("name", workload.name());
        json.writeStringField("image", "example.invalid/" + workload.name() + ":" + pod.templateHash());
        json.writeArrayFieldStart("env");
        writeVariable(json, "GOGC", String.valueOf((long) workload.heap().gogcPercent()));
        if (workload.goMemLimitBytes() > 0) {
            writeVariable(json, "GOMEMLIMIT", (workload.goMemLimitBytes() >> 20) + "MiB");
        }
        json.writeEndArray();
        json.writeObjectFieldStart("resources");
        json.writeObjectFieldStart("requests");
        json.writeStringField("cpu", workload.requests().milliCpu() + "m");
        if (workload.requests().memoryBytes() > 0) {
            json.writeStringField("memory", mebibytes(workload.requests().memoryBytes()));
        }
        json.writeEndObject();
        if (workload.limitBytes() > 0) {
            json.writeObjectFieldStart("limits");
            json.writeStringField("memory", mebibytes(workload.limitBytes()));
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeVariable(JsonGenerator json, String name, String value) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("value", value);
        json.writeEndObject();
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + "Mi";
    }
}
