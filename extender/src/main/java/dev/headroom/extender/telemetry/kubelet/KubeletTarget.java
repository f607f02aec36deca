package dev.headroom.extender.telemetry.kubelet;

import java.net.URI;

/**
 * A node whose kubelet can be asked.
 *
 * @param address an IP address or a name
 * @param port 1 to 65535; 10250 where the node says nothing
 */
public record KubeletTarget(String node, String address, int port) {

    /** Where a kubelet listens if its node does not say otherwise. */
    public static final int DEFAULT_PORT = 10_250;

    /** @throws IllegalArgumentException if the address cannot stand in a URL */
    URI uri(String path) {
        String host = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        return URI.create("https://" + host + ":" + port + path);
    }
}
