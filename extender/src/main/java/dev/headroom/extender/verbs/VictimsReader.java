package dev.headroom.extender.verbs;

import dev.headroom.extender.verbs.PreemptionArgs.Candidate;
import dev.headroom.extender.verbs.PreemptionArgs.Victim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the candidates of a preemption: per node {@code MetaVictims} or {@code Victims}. */
final class VictimsReader {

    private final JsonCursor json;

    VictimsReader(JsonCursor json) {
        this.json = json;
    }

    /**
     * Reads a map of nodes to victims.
     *
     * @param meta whether victims are given by UID and not as pod objects
     * @return null for null
     */
    @Nullable
    List<Candidate> readCandidates(boolean meta) {
        if (json.nullValue()) {
            return null;
        }
        List<Candidate> candidates = new ArrayList<>();
        Set<String> nodes = new HashSet<>();
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            JsonSlice key = json.last();
            String node = key.text("node name", MetadataReader.MAX_NAME_BYTES);
            int from = key.from() - 1;
            int to = key.to() + 1;
            if (!nodes.add(node)) {
                throw new BadRequestException("node " + node + " is given twice, allowed is once");
            }
            if (nodes.size() > NodeRanges.MAX_NODES) {
                throw new BadRequestException(
                        "body names more than " + NodeRanges.MAX_NODES + " nodes, the most allowed");
            }
            candidates.add(readCandidate(node, from, to, meta));
        }
        return candidates;
    }

    private Candidate readCandidate(String node, int from, int to, boolean meta) {
        List<Victim> victims = List.of();
        long violations = 0;
        if (!json.nullValue()) {
            for (boolean more = json.firstMember(); more; more = json.nextMember()) {
                if (json.last().is("Pods")) {
                    victims = json.nullValue() ? List.of() : readVictims(node, meta);
                } else if (json.last().is("NumPDBViolations")) {
                    violations =
                            json.nullValue() ? 0 : json.integer("NumPDBViolations", Long.MIN_VALUE, Long.MAX_VALUE);
                } else {
                    json.skip();
                }
            }
        }
        return new Candidate(node, from, to, victims, violations);
    }

    private List<Victim> readVictims(String node, boolean meta) {
        List<Victim> victims = new ArrayList<>();
        for (boolean more = json.firstElement(); more; more = json.nextElement()) {
            Victim victim = null;
            for (boolean member = json.firstMember(); member; member = json.nextMember()) {
                if (meta && json.last().is("UID")) {
                    victim = readUid();
                } else if (!meta && json.last().is("metadata")) {
                    victim = readUidIn();
                } else {
                    json.skip();
                }
            }
            if (victim == null) {
                throw new BadRequestException(
                        "victim " + victims.size() + " on node " + node + " has no UID, which is required");
            }
            victims.add(victim);
        }
        return victims;
    }

    private @Nullable Victim readUidIn() {
        Victim victim = null;
        if (!json.nullValue()) {
            for (boolean more = json.firstMember(); more; more = json.nextMember()) {
                if (json.last().is("uid")) {
                    victim = readUid();
                } else {
                    json.skip();
                }
            }
        }
        return victim;
    }

    private @Nullable Victim readUid() {
        if (!json.stringOrNull() || json.last().length() == 0) {
            return null;
        }
        JsonSlice uid = json.last();
        return new Victim(uid.text("UID", MetadataReader.MAX_NAME_BYTES), uid.from() - 1, uid.to() + 1);
    }
}
