package dev.headroom.extender.telemetry;

/**
 * A pod whose metrics can be read.
 *
 * @param url absolute, {@code http://ip:port/path}
 */
public record Target(String podUid, String url) {}
