package dev.headroom.extender.telemetry;

/**
 * A container whose metrics can be read.
 *
 * @param namespace empty if it is not known; so are pod and container
 * @param url absolute, {@code http://ip:port/path}
 */
public record Target(String podUid, String namespace, String pod, String container, String url) {

    /** A pod that is known by its UID alone. */
    public Target(String podUid, String url) {
        this(podUid, "", "", "", url);
    }
}
