package dev.headroom.extender.decisions;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pods that were answered and whose fate is not known, least recently asked first. Owned by the decision log's thread.
 */
final class Pending {

    private final LinkedHashMap<String, Attempt> byUid = new LinkedHashMap<>();
    private final Map<String, String> uidByName = new HashMap<>();
    private int nodeReferences;

    /** @return the attempt that the decision now belongs to */
    Attempt add(Decision decision, int askedBefore) {
        Attempt attempt = remove(decision.pod().uid());
        if (attempt == null) {
            attempt = new Attempt(decision, askedBefore);
        } else {
            attempt.add(decision);
        }
        byUid.put(decision.pod().uid(), attempt);
        uidByName.put(decision.pod().displayName(), decision.pod().uid());
        nodeReferences += attempt.nodeReferences();
        return attempt;
    }

    @Nullable
    Attempt remove(String uid) {
        Attempt removed = byUid.remove(uid);
        if (removed != null) {
            nodeReferences -= removed.nodeReferences();
            uidByName.remove(removed.pod().displayName(), uid);
        }
        return removed;
    }

    @Nullable
    Attempt byUid(String uid) {
        return byUid.get(uid);
    }

    @Nullable
    Attempt byName(String namespaceAndName) {
        String uid = uidByName.get(namespaceAndName);
        return uid == null ? null : byUid.get(uid);
    }

    @Nullable
    Attempt oldest() {
        var first = byUid.firstEntry();
        return first == null ? null : first.getValue();
    }

    int size() {
        return byUid.size();
    }

    /** References to node records that are held; each may pin an old version of its record. */
    int nodeReferences() {
        return nodeReferences;
    }
}
