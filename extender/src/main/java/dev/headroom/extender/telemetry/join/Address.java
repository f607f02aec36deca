package dev.headroom.extender.telemetry.join;

/** Addresses as scrapers write them: {@code 10.0.0.1:8080}, {@code [2001:db8::1]:8080}, with or without a port. */
public final class Address {

    private Address() {}

    /** The host without its port. */
    public static String host(String instance) {
        if (instance.startsWith("[")) {
            int end = instance.indexOf(']');
            return end < 0 ? instance : instance.substring(1, end);
        }
        int colon = instance.indexOf(':');
        // Several colons and no brackets: an IPv6 address without a port.
        return colon < 0 || instance.indexOf(':', colon + 1) >= 0 ? instance : instance.substring(0, colon);
    }
}
