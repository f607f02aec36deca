package dev.headroom.extender.telemetry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which pods are scraped: the first that asked, up to a bound; the others wait for a place. Not thread-safe. */
final class TargetBook {

    private final int most;
    private final Map<String, Target> scraped = new HashMap<>();
    private final LinkedHashMap<String, Target> leftOut = new LinkedHashMap<>();

    TargetBook(int most) {
        this.most = most;
    }

    /** @return whether it is scraped */
    boolean add(Target target) {
        if (scraped.containsKey(target.podUid()) || scraped.size() < most) {
            scraped.put(target.podUid(), target);
            return true;
        }
        leftOut.put(target.podUid(), target);
        return false;
    }

    /** @return the one that is scraped from now on, because a place became free; null for none */
    @Nullable
    Target remove(String podUid) {
        leftOut.remove(podUid);
        if (scraped.remove(podUid) == null || leftOut.isEmpty()) {
            return null;
        }
        Target next = leftOut.pollFirstEntry().getValue();
        scraped.put(next.podUid(), next);
        return next;
    }

    /** @return null if it is not scraped (any more) */
    @Nullable
    Target get(String podUid) {
        return scraped.get(podUid);
    }

    void forEachScraped(Consumer<Target> action) {
        scraped.values().forEach(action);
    }

    int scraped() {
        return scraped.size();
    }

    int leftOut() {
        return leftOut.size();
    }
}
