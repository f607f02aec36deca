package dev.headroom.extender.verbs;

import static java.util.Objects.requireNonNullElse;

import dev.headroom.extender.pod.BadValues;
import dev.headroom.extender.pod.MemorySpec;
import dev.headroom.extender.pod.WorkloadKey;
import org.jspecify.annotations.Nullable;

/** Reads of an object's {@code metadata} what plugins use, and skips the rest. */
final class MetadataReader {

    /** A name of a Kubernetes object has at most 253 bytes; with escape sequences it may take six times that. */
    static final int MAX_NAME_BYTES = 6 * 253;

    private static final String TEMPLATE_HASH = "pod-template-hash";
    private static final int MAX_QUANTITY_BYTES = 64;

    private final JsonCursor json;
    private final BadValues badValues;
    private String uid = "";
    private String namespace = "";
    private String name = "";
    private @Nullable String ownerKind;
    private @Nullable String ownerName;
    private @Nullable String templateHash;

    MetadataReader(JsonCursor json, BadValues badValues) {
        this.json = json;
        this.badValues = badValues;
    }

    void reset() {
        uid = "";
        namespace = "";
        name = "";
        ownerKind = null;
        ownerName = null;
        templateHash = null;
    }

    String uid() {
        return uid;
    }

    String namespace() {
        return namespace;
    }

    String name() {
        return name;
    }

    String workload() {
        return WorkloadKey.of(namespace, ownerKind, ownerName, templateHash);
    }

    /** @param memory is told what the annotations say */
    void read(MemorySpec memory) {
        if (json.nullValue()) {
            return;
        }
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            JsonSlice key = json.last();
            if (key.is("uid")) {
                uid = requireNonNullElse(text("uid"), "");
            } else if (key.is("namespace")) {
                namespace = requireNonNullElse(text("namespace"), "");
            } else if (key.is("name")) {
                name = requireNonNullElse(text("name"), "");
            } else if (key.is("labels")) {
                readLabels();
            } else if (key.is("annotations")) {
                readAnnotations(memory);
            } else if (key.is("ownerReferences")) {
                readOwners();
            } else {
                json.skip();
            }
        }
    }

    private void readLabels() {
        if (json.nullValue()) {
            return;
        }
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            if (json.last().isExactly(TEMPLATE_HASH)) {
                templateHash = text(TEMPLATE_HASH);
            } else {
                json.skip();
            }
        }
    }

    private void readAnnotations(MemorySpec memory) {
        if (json.nullValue()) {
            return;
        }
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            if (json.last().isExactly(MemorySpec.PLATEAU)) {
                String value = quantity(MemorySpec.PLATEAU);
                if (value != null) {
                    memory.plateau(value);
                }
            } else if (json.last().isExactly(MemorySpec.PLATEAU_SPREAD)) {
                String value = quantity(MemorySpec.PLATEAU_SPREAD);
                if (value != null) {
                    memory.plateauSpread(value);
                }
            } else {
                json.skip();
            }
        }
    }

    private @Nullable String quantity(String field) {
        if (!json.stringOrNull()) {
            return null;
        }
        if (json.last().length() > MAX_QUANTITY_BYTES) {
            badValues.ignored(
                    field, "longer than " + MAX_QUANTITY_BYTES + " bytes; allowed is a quantity such as 512Mi");
            return null;
        }
        return json.last().text(field, MAX_QUANTITY_BYTES);
    }

    private void readOwners() {
        if (json.nullValue()) {
            return;
        }
        for (boolean more = json.firstElement(); more; more = json.nextElement()) {
            String kind = null;
            String owner = null;
            boolean controls = false;
            for (boolean member = json.firstMember(); member; member = json.nextMember()) {
                if (json.last().is("kind")) {
                    kind = text("ownerReferences.kind");
                } else if (json.last().is("name")) {
                    owner = text("ownerReferences.name");
                } else if (json.last().is("controller")) {
                    controls = json.peek() == 't';
                    json.skip();
                } else {
                    json.skip();
                }
            }
            if (controls) {
                ownerKind = kind;
                ownerName = owner;
            }
        }
    }

    private @Nullable String text(String what) {
        return json.stringOrNull() ? json.last().text(what, MAX_NAME_BYTES) : null;
    }
}
