package dev.headroom.extender.verbs;

import dev.headroom.extender.pod.BadValues;
import dev.headroom.extender.verbs.PreemptionArgs.Candidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of kube-scheduler ({@code k8s.io/kube-scheduler/extender/v1}) in one pass. Member names are
 * matched without regard to case, unknown members are skipped, and of a member given twice the last counts, as in Go.
 * What is not understood is refused with {@link BadRequestException}, never guessed. Used by one thread.
 */
final class ArgsParser {

    private final JsonCursor json = new JsonCursor();
    private final NodeRanges names = new NodeRanges();
    private final NodeRanges items = new NodeRanges();
    private final PodReader pods;
    private final VictimsReader victims = new VictimsReader(json);

    /** @param badValues is told of quantities in pods that were ignored */
    ArgsParser(BadValues badValues) {
        pods = new PodReader(json, badValues);
    }

    /** Parses {@code ExtenderArgs} in {@code [0, length)}. The nodes are valid until the next call. */
    ExtenderArgs extenderArgs(byte[] body, int length) {
        json.start(body, length);
        PodRequest pod = null;
        boolean hasNames = false;
        boolean hasItems = false;
        if (!json.nullValue()) {
            for (boolean more = json.firstMember(); more; more = json.nextMember()) {
                if (json.last().is("Pod")) {
                    pod = json.nullValue() ? null : pods.read();
                } else if (json.last().is("NodeNames")) {
                    hasNames = readNames(body);
                } else if (json.last().is("Nodes")) {
                    hasItems = readNodeList(body);
                } else {
                    json.skip();
                }
            }
        }
        json.requireEnd();
        if (!hasNames && !hasItems) {
            throw new BadRequestException("NodeNames and Nodes are both missing or null; one of them is required");
        }
        return new ExtenderArgs(body, required(pod), hasNames ? names : items, !hasNames);
    }

    /** Parses {@code ExtenderPreemptionArgs} in {@code [0, length)}. */
    PreemptionArgs preemptionArgs(byte[] body, int length) {
        json.start(body, length);
        PodRequest pod = null;
        List<Candidate> meta = null;
        List<Candidate> full = null;
        if (!json.nullValue()) {
            for (boolean more = json.firstMember(); more; more = json.nextMember()) {
                if (json.last().is("Pod")) {
                    pod = json.nullValue() ? null : pods.read();
                } else if (json.last().is("NodeNameToMetaVictims")) {
                    meta = victims.readCandidates(true);
                } else if (json.last().is("NodeNameToVictims")) {
                    full = victims.readCandidates(false);
                } else {
                    json.skip();
                }
            }
        }
        json.requireEnd();
        List<Candidate> candidates = meta == null ? full : meta;
        if (candidates == null) {
            throw new BadRequestException(
                    "NodeNameToMetaVictims and NodeNameToVictims are both missing or null; one of them is required");
        }
        return new PreemptionArgs(body, required(pod), candidates);
    }

    private boolean readNames(byte[] body) {
        if (json.nullValue()) {
            return false;
        }
        names.start(body);
        for (boolean more = json.firstElement(); more; more = json.nextElement()) {
            json.string();
            names.add(json.last());
        }
        return true;
    }

    private boolean readNodeList(byte[] body) {
        if (json.nullValue()) {
            return false;
        }
        items.start(body);
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            if (!json.last().is("items")) {
                json.skip();
            } else if (!json.nullValue()) {
                items.start(body);
                for (boolean item = json.firstElement(); item; item = json.nextElement()) {
                    readNode();
                }
            }
        }
        return true;
    }

    private void readNode() {
        json.peek();
        int from = json.position();
        int before = items.size();
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            if (!json.last().is("metadata") || json.peek() == 'n') {
                json.skip();
                continue;
            }
            for (boolean member = json.firstMember(); member; member = json.nextMember()) {
                if (json.last().is("name")) {
                    json.string();
                    items.truncate(before);
                    items.add(json.last());
                } else {
                    json.skip();
                }
            }
        }
        if (items.size() == before) {
            throw new BadRequestException("Nodes.items[" + before + "] has no metadata.name, which is required");
        }
        items.lastItem(from, json.position());
    }

    private static PodRequest required(@Nullable PodRequest pod) {
        if (pod == null) {
            throw new BadRequestException("Pod is missing or null; a v1.Pod is required");
        }
        return pod;
    }
}
