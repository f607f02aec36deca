package dev.headroom.extender.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What became of pods since the last publication, in order. The writer's. */
final class Outcomes {

    /** @param node where the pod is bound, null if it is gone */
    private record Outcome(String podUid, @Nullable String node) {}

    private List<String> resolved = new ArrayList<>();
    private List<Outcome> told = new ArrayList<>();

    void bound(String podUid, String node) {
        resolved.add(podUid);
        told.add(new Outcome(podUid, node));
    }

    /** @param wasBound whether it was resolved before, by being bound */
    void gone(String podUid, boolean wasBound) {
        if (!wasBound) {
            resolved.add(podUid);
        }
        told.add(new Outcome(podUid, null));
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    /** Before the state that shows them is published, so that a reader of that state finds them. */
    void resolveInto(Resolutions resolutions, long version) {
        for (String uid : resolved) {
            resolutions.add(version, uid);
        }
        resolved = new ArrayList<>();
    }

    /** After the state that shows them was published. */
    void tell(Iterable<StateListener> listeners, Consumer<Throwable> failures) {
        List<Outcome> outcomes = told;
        told = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            for (StateListener listener : listeners) {
                try {
                    if (outcome.node() == null) {
                        listener.gone(outcome.podUid());
                    } else {
                        listener.bound(outcome.podUid(), outcome.node());
                    }
                } catch (Throwable e) {
                    failures.accept(e);
                }
            }
        }
    }
}
