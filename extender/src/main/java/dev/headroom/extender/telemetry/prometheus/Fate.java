package dev.headroom.extender.telemetry.prometheus;

/** What became of a container's measurement in a round. */
enum Fate {
    /** It went on to the models. */
    NEW,
    /** So it did, although its clock is ahead. */
    AHEAD,
    /** It was seen before. */
    REPEATED,
    /** It is too old, and nobody measures any more. */
    STALE,
    /** It is too old, and yet goes on: it comes late, or a clock is wrong. */
    BEHIND,
    /** It is older than the pod: it is about one of the same name. */
    BEFORE_POD,
    /** Nothing that is known was said. */
    EMPTY
}
