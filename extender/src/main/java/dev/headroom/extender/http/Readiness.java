package dev.headroom.extender.http;

import java.util.List;

/**
 * What {@code /readyz} says.
 *
 * @param ready whether all conditions hold
 */
record Readiness(boolean ready, List<State> conditions) {

    record State(String name, boolean ok) {}

    static Readiness of(List<Condition> conditions) {
        List<State> states = conditions.stream()
                .map(condition -> new State(condition.name(), condition.ok().getAsBoolean()))
                .toList();
        return new Readiness(states.stream().allMatch(State::ok), states);
    }
}
