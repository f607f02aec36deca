package dev.headroom.extender.verbs;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.pod.BadValues;
import dev.headroom.extender.pod.EffectiveRequests;
import dev.headroom.extender.pod.MemorySpec;

/** Reads of a {@code v1.Pod} what plugins use, and skips the rest. */
final class PodReader {

    /** What the API server sets if a pod names none. */
    private static final String DEFAULT_SCHEDULER = "default-scheduler";

    private final JsonCursor json;
    private final BadValues badValues;
    private final MetadataReader metadata;
    private final QuantityReader quantities;
    private final ContainerReader containers;

    private EffectiveRequests effective = new EffectiveRequests();
    private MemorySpec memory;
    private String schedulerName = DEFAULT_SCHEDULER;
    private int priority;
    private boolean preempts;

    PodReader(JsonCursor json, BadValues badValues) {
        this.json = json;
        this.badValues = badValues;
        this.metadata = new MetadataReader(json, badValues);
        this.quantities = new QuantityReader(json, badValues);
        this.containers = new ContainerReader(json, quantities);
        this.memory = new MemorySpec(badValues);
    }

    PodRequest read() {
        reset();
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            if (json.last().is("metadata")) {
                metadata.read(memory);
            } else if (json.last().is("spec")) {
                readSpec();
            } else {
                json.skip();
            }
        }
        return new PodRequest(
                new PodInfo(
                        metadata.uid(),
                        metadata.namespace(),
                        metadata.name(),
                        schedulerName,
                        metadata.workload(),
                        priority,
                        effective.total(),
                        memory.build(),
                        MemoryForecast.UNKNOWN),
                preempts);
    }

    private void reset() {
        metadata.reset();
        effective = new EffectiveRequests();
        memory = new MemorySpec(badValues);
        schedulerName = DEFAULT_SCHEDULER;
        priority = 0;
        preempts = true;
    }

    private void readSpec() {
        if (json.nullValue()) {
            return;
        }
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            JsonSlice key = json.last();
            if (key.is("containers")) {
                containers.readAll(false, effective, memory);
            } else if (key.is("initContainers")) {
                containers.readAll(true, effective, memory);
            } else if (key.is("schedulerName")) {
                schedulerName = json.stringOrNull() && json.last().length() > 0
                        ? json.last().text("schedulerName", MetadataReader.MAX_NAME_BYTES)
                        : DEFAULT_SCHEDULER;
            } else if (key.is("priority")) {
                priority = json.nullValue() ? 0 : (int) json.integer("priority", Integer.MIN_VALUE, Integer.MAX_VALUE);
            } else if (key.is("preemptionPolicy")) {
                preempts = !(json.stringOrNull() && json.last().isExactly("Never"));
            } else if (key.is("overhead")) {
                quantities.readResources("overhead.cpu", "overhead.memory");
                effective.overhead(quantities.resources());
            } else if (key.is("resources")) {
                readPodLevelResources();
            } else {
                json.skip();
            }
        }
    }

    private void readPodLevelResources() {
        if (json.nullValue()) {
            return;
        }
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            if (json.last().is("requests")) {
                quantities.readResources("spec.resources.requests.cpu", "spec.resources.requests.memory");
                if (quantities.hasCpu()) {
                    effective.podLevelMilliCpu(quantities.resources().milliCpu());
                }
                if (quantities.hasMemory()) {
                    effective.podLevelMemoryBytes(quantities.resources().memoryBytes());
                }
            } else if (json.last().is("limits")) {
                quantities.readResources("spec.resources.limits.cpu", "spec.resources.limits.memory");
                memory.podLevelLimit(quantities.resources().memoryBytes());
            } else {
                json.skip();
            }
        }
    }
}
