package dev.headroom.extender.verbs;

import dev.headroom.api.Resources;
import dev.headroom.extender.pod.EffectiveRequests;
import dev.headroom.extender.pod.MemorySpec;
import org.jspecify.annotations.Nullable;

/** Reads {@code containers} and {@code initContainers} of a pod. */
final class ContainerReader {

    /** A longer value of {@code GOMEMLIMIT} is none. */
    private static final int MAX_LIMIT_BYTES = 64;

    private final JsonCursor json;
    private final QuantityReader quantities;
    private Resources requests = Resources.NONE;
    private long memoryLimit;
    private boolean alwaysRestarts;
    private @Nullable String goMemLimit;

    ContainerReader(JsonCursor json, QuantityReader quantities) {
        this.json = json;
        this.quantities = quantities;
    }

    /** Reads an array of containers, or null. */
    void readAll(boolean init, EffectiveRequests effective, MemorySpec memory) {
        if (json.nullValue()) {
            return;
        }
        for (boolean more = json.firstElement(); more; more = json.nextElement()) {
            readOne();
            boolean stays = !init || alwaysRestarts;
            if (init) {
                effective.initContainer(requests, alwaysRestarts);
            } else {
                effective.container(requests);
            }
            if (stays) {
                memory.container(memoryLimit);
                if (goMemLimit != null) {
                    memory.goMemLimit(goMemLimit);
                }
            }
        }
    }

    private void readOne() {
        requests = Resources.NONE;
        memoryLimit = 0;
        alwaysRestarts = false;
        goMemLimit = null;
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            if (json.last().is("resources")) {
                readResources();
            } else if (json.last().is("env")) {
                readEnvironment();
            } else if (json.last().is("restartPolicy")) {
                alwaysRestarts = json.stringOrNull() && json.last().isExactly("Always");
            } else {
                json.skip();
            }
        }
    }

    private void readResources() {
        if (json.nullValue()) {
            return;
        }
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            if (json.last().is("requests")) {
                quantities.readResources("resources.requests.cpu", "resources.requests.memory");
                requests = quantities.resources();
            } else if (json.last().is("limits")) {
                quantities.readResources("resources.limits.cpu", "resources.limits.memory");
                memoryLimit = quantities.resources().memoryBytes();
            } else {
                json.skip();
            }
        }
    }

    private void readEnvironment() {
        if (json.nullValue()) {
            return;
        }
        for (boolean more = json.firstElement(); more; more = json.nextElement()) {
            readVariable();
        }
    }

    private void readVariable() {
        boolean named = false;
        boolean wanted = false;
        String value = null;
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            if (json.last().is("name")) {
                named = json.stringOrNull();
                wanted = named && json.last().isExactly(MemorySpec.GOMEMLIMIT);
            } else if (json.last().is("value") && (wanted || !named)) {
                value = json.stringOrNull() ? shortText() : null;
            } else {
                json.skip();
            }
        }
        if (wanted && value != null) {
            goMemLimit = value;
        }
    }

    /** What is longer is cut: it is not understood either way. */
    private String shortText() {
        JsonSlice slice = json.last();
        return slice.length() > MAX_LIMIT_BYTES
                ? "longer than " + MAX_LIMIT_BYTES + " bytes"
                : slice.text(MemorySpec.GOMEMLIMIT, MAX_LIMIT_BYTES);
    }
}
