package dev.headroom.extender.decisions;

/** Takes decisions from the thread that answers verbs; never blocks it, drops and counts when it cannot follow. */
@FunctionalInterface
public interface DecisionSink {

    void accept(Decision decision);
}
