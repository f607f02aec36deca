package dev.headroom.extender.decisions;

import dev.headroom.api.PodInfo;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.ProfileSpec;
import org.jspecify.annotations.Nullable;

/**
 * The answers that one pod got last: filter and prioritize of the same cycle, by reference to the records that they
 * saw. Owned by the decision log's thread.
 */
final class Attempt {

    private int asked;
    private Decision.@Nullable Filtered filtered;
    private Decision.@Nullable Prioritized prioritized;
    private Decision.@Nullable PreemptionVetted preemption;
    private Decision last;

    /** @param askedBefore how often this pod was answered in attempts that are no longer held */
    Attempt(Decision first, int askedBefore) {
        this.asked = askedBefore;
        this.last = first;
        add(first);
    }

    void add(Decision decision) {
        last = decision;
        switch (decision) {
            case Decision.Filtered next -> {
                asked++;
                filtered = next;
                prioritized = null;
            }
            case Decision.Prioritized next -> {
                // A cycle has one of each; a second one belongs to a cycle whose filter was not seen here.
                if (filtered == null || prioritized != null) {
                    asked++;
                    filtered = null;
                }
                prioritized = next;
            }
            case Decision.PreemptionVetted next -> preemption = next;
        }
    }

    /** How many references to node records are held. */
    int nodeReferences() {
        return (filtered == null ? 0 : filtered.nodes().size())
                + (prioritized == null ? 0 : prioritized.nodes().size());
    }

    int asked() {
        return asked;
    }

    PodInfo pod() {
        return prioritized != null ? prioritized.pod() : filtered != null ? filtered.pod() : last.pod();
    }

    /** Of the last filter or prioritize; of the preemption only if there was neither. */
    long atMillis() {
        return prioritized != null ? prioritized.atMillis() : filtered != null ? filtered.atMillis() : last.atMillis();
    }

    long lastMillis() {
        return last.atMillis();
    }

    /** Null if nothing but a preemption was asked. */
    @Nullable
    ProfileSpec profile() {
        return prioritized != null ? prioritized.profile() : filtered != null ? filtered.profile() : null;
    }

    Mode mode() {
        return prioritized != null ? prioritized.mode() : filtered != null ? filtered.mode() : Mode.SCORE;
    }

    Decision.@Nullable Filtered filtered() {
        return filtered;
    }

    Decision.@Nullable Prioritized prioritized() {
        return prioritized;
    }

    Decision.@Nullable PreemptionVetted preemption() {
        return preemption;
    }
}
