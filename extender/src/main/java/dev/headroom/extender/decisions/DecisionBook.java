package dev.headroom.extender.decisions;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of pods: unresolved ones by reference, resolved ones as explanations, older ones on disk. Owned by the
 * decision log's thread; only {@link #latest} and {@link #counts} may be read by others.
 */
final class DecisionBook {

    static final int LISTED = 200;
    static final long PATIENCE_MILLIS = 30_000;

    private final @Nullable DecisionRing ring;
    private final int recent;
    private final InstantSource clock;
    private final Pending pending = new Pending();
    private final Recents recents;
    private final LinkedHashMap<String, DecisionSummary> rows = new LinkedHashMap<>();
    private long sequence;
    private long total;
    private boolean changed;
    private volatile List<DecisionSummary> latest = List.of();
    private volatile DecisionCounts counts = new DecisionCounts(0, 0, 0, 0);

    DecisionBook(@Nullable DecisionRing ring, int recent, InstantSource clock) {
        this.ring = ring;
        this.recent = recent;
        this.clock = clock;
        this.recents = new Recents(recent, DecisionLog.KEPT_ROWS);
    }

    void open() {
        if (ring != null) {
            ring.open(clock.millis());
            for (Explanation explanation : ring.newest(Math.min(recent, LISTED)).reversed()) {
                recents.put(explanation);
                list(DecisionSummary.of(++sequence, explanation));
            }
        }
        publish();
    }

    static int nodes(Decision decision) {
        return switch (decision) {
            case Decision.Filtered filtered -> filtered.nodes().size();
            case Decision.Prioritized prioritized -> prioritized.nodes().size();
            case Decision.PreemptionVetted vetted -> vetted.candidates().size();
        };
    }

    void add(Decision decision) {
        String uid = decision.pod().uid();
        Explanation before = pending.byUid(uid) == null ? recents.byUid(uid) : null;
        Attempt attempt = pending.add(decision, before == null ? 0 : before.asked());
        rows.remove(uid); // A new decision goes to the top; its outcome later stays where it is.
        list(DecisionSummary.pending(++sequence, attempt));
        giveUp();
    }

    void bound(String uid, String node) {
        Attempt attempt = pending.remove(uid);
        if (attempt != null) {
            settle(attempt, Outcome.BOUND, node);
            return;
        }
        Explanation known = recents.byUid(uid);
        if (known == null && ring != null && ring.isOpen(uid)) {
            known = ring.byUid(uid).orElse(null);
        }
        if (known != null && known.outcome().isOpen()) {
            keep(known.resolved(Outcome.BOUND, node));
        }
    }

    void gone(String uid) {
        Attempt attempt = pending.remove(uid);
        if (attempt != null) {
            settle(attempt, Outcome.GONE, null);
        }
    }

    /** Gives up on pods of which nothing was seen for {@value #PATIENCE_MILLIS} ms, and keeps the bounds. */
    void tidy() {
        giveUp();
        publish();
    }

    private void giveUp() {
        long now = clock.millis();
        for (Attempt oldest = pending.oldest(); oldest != null; oldest = pending.oldest()) {
            boolean overdue = now - oldest.lastMillis() >= PATIENCE_MILLIS;
            boolean tooMany = pending.size() > recent || pending.nodeReferences() > DecisionLog.HELD_NODES;
            if (!overdue && !tooMany) {
                break;
            }
            pending.remove(oldest.pod().uid());
            settle(oldest, Outcome.UNRESOLVED, null);
        }
    }

    Optional<ExplainAnswer> explain(String pod, @Nullable String against) {
        boolean named = pod.indexOf('/') >= 0;
        Attempt attempt = named ? pending.byName(pod) : pending.byUid(pod);
        if (attempt != null) {
            List<String> wanted = against == null ? List.of() : List.of(against);
            return Optional.of(
                    ExplainAnswer.of(DecisionExplainer.explain(attempt, Outcome.PENDING, null, wanted), against));
        }
        Explanation known = named ? recents.byName(pod) : recents.byUid(pod);
        if (known == null && ring != null) {
            known = (named ? ring.byName(pod) : ring.byUid(pod)).orElse(null);
        }
        return Optional.ofNullable(known).map(explanation -> ExplainAnswer.of(explanation, against));
    }

    boolean hasUnresolved() {
        return pending.oldest() != null;
    }

    /** Writes down what is not resolved, so that a restart can still tell; each call has one less. */
    void giveUpOldest() {
        Attempt oldest = pending.oldest();
        if (oldest != null) {
            pending.remove(oldest.pod().uid());
            settle(oldest, Outcome.UNRESOLVED, null);
        }
    }

    void close() {
        publish();
        if (ring != null) {
            ring.close();
        }
    }

    List<DecisionSummary> latest() {
        return latest;
    }

    DecisionCounts counts() {
        return counts;
    }

    Pending pending() {
        return pending;
    }

    Recents recents() {
        return recents;
    }

    private void settle(Attempt attempt, Outcome outcome, @Nullable String node) {
        total++;
        keep(DecisionExplainer.explain(attempt, outcome, node, List.of()));
    }

    private void keep(Explanation explanation) {
        recents.put(explanation);
        if (ring != null) {
            ring.append(explanation, clock.millis());
        }
        list(DecisionSummary.of(++sequence, explanation));
    }

    private void list(DecisionSummary row) {
        rows.put(row.uid(), row);
        if (rows.size() > LISTED) {
            rows.pollFirstEntry();
        }
        changed = true;
    }

    private void publish() {
        if (changed) {
            latest = List.copyOf(new ArrayList<>(rows.sequencedValues().reversed()));
            changed = false;
        }
        counts = new DecisionCounts(pending.size(), recents.size(), ring == null ? 0 : ring.size(), total);
    }
}
