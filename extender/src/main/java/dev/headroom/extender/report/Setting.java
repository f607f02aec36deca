package dev.headroom.extender.report;

/**
 * Something to set.
 *
 * @param what for example {@code GOMEMLIMIT}
 * @param value as it is written there, {@code 480MiB}
 * @param now what it is now, for people
 * @param why with the numbers, without a full stop
 */
public record Setting(String what, String value, String now, String why) {}
