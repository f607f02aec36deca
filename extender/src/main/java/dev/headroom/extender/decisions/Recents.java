package dev.headroom.extender.decisions;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last explanations in memory, bounded by their number and by the node rows in them together. Owned by the
 * decision log's thread.
 */
final class Recents {

    private final int limit;
    private final int maxRows;
    private final LinkedHashMap<String, Explanation> byUid = new LinkedHashMap<>();
    private final Map<String, String> uidByName = new HashMap<>();
    private int rows;

    Recents(int limit, int maxRows) {
        this.limit = limit;
        this.maxRows = maxRows;
    }

    void put(Explanation explanation) {
        remove(explanation.pod().uid());
        byUid.put(explanation.pod().uid(), explanation);
        uidByName.put(explanation.pod().displayName(), explanation.pod().uid());
        rows += rows(explanation);
        Iterator<Explanation> oldest = byUid.values().iterator();
        // The newest one stays even if it is larger than the bound alone.
        while (byUid.size() > 1 && (byUid.size() > limit || rows > maxRows)) {
            Explanation evicted = oldest.next();
            oldest.remove();
            forget(evicted);
        }
    }

    @Nullable
    Explanation remove(String uid) {
        Explanation removed = byUid.remove(uid);
        if (removed != null) {
            forget(removed);
        }
        return removed;
    }

    @Nullable
    Explanation byUid(String uid) {
        return byUid.get(uid);
    }

    @Nullable
    Explanation byName(String namespaceAndName) {
        String uid = uidByName.get(namespaceAndName);
        return uid == null ? null : byUid.get(uid);
    }

    int size() {
        return byUid.size();
    }

    int rows() {
        return rows;
    }

    private void forget(Explanation removed) {
        rows -= rows(removed);
        uidByName.remove(removed.pod().displayName(), removed.pod().uid());
    }

    private static int rows(Explanation explanation) {
        return explanation.nodes().size() + explanation.others().size();
    }
}
