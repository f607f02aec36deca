package dev.headroom.extender.http;

import dev.headroom.config.HeadroomConfiguration;
import java.time.Duration;

/**
 * What one server takes from its clients.
 *
 * @param maxBodyBytes of one request
 * @param maxBufferedBytes of all bodies that are being read at once
 * @param maxHeaderBytes of the request line and, again, of all headers of a request
 * @param maxHeaders how many headers a request may have
 * @param maxConnections further ones are closed at once
 * @param readDeadline for a request that has begun, from its first byte to the last one of its body
 * @param idleTimeout after which a connection without a request is closed
 */
record HttpLimits(
        int maxBodyBytes,
        long maxBufferedBytes,
        int maxHeaderBytes,
        int maxHeaders,
        int maxConnections,
        Duration readDeadline,
        Duration idleTimeout) {

    /** kube-scheduler keeps an idle connection for 90 s; a server that closes it earlier makes its next call fail. */
    static final Duration CLIENT_IDLE = Duration.ofSeconds(90);

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_HEADERS = 64;
    private static final int MAX_CONNECTIONS = 1_024;
    private static final Duration READ_DEADLINE = Duration.ofSeconds(10);

    /** kube-scheduler has one request under way; a second and a third leave room for a scheduler that takes over. */
    private static final int BODIES_AT_ONCE = 3;

    /** @throws IllegalArgumentException if a value is out of its range; names it */
    static HttpLimits ofVerbs(HeadroomConfiguration.Server server) {
        if (server.maxBodyBytes() < 1) {
            throw new IllegalArgumentException(
                    "server.maxBodyBytes: " + server.maxBodyBytes() + " is not allowed; at least 1 byte");
        }
        return new HttpLimits(
                server.maxBodyBytes(),
                (long) BODIES_AT_ONCE * server.maxBodyBytes(),
                MAX_HEADER_BYTES,
                MAX_HEADERS,
                MAX_CONNECTIONS,
                READ_DEADLINE,
                checkedIdleTimeout(server));
    }

    /** The operations port reads no bodies. */
    static HttpLimits ofOps(HeadroomConfiguration.Server server) {
        return new HttpLimits(
                0, 0, MAX_HEADER_BYTES, MAX_HEADERS, MAX_CONNECTIONS / 4, READ_DEADLINE, checkedIdleTimeout(server));
    }

    private static Duration checkedIdleTimeout(HeadroomConfiguration.Server server) {
        if (server.idleTimeout().compareTo(CLIENT_IDLE) <= 0) {
            throw new IllegalArgumentException("server.idleTimeout: " + server.idleTimeout()
                    + " is not allowed; above 90 s, because kube-scheduler uses a connection again for that long");
        }
        return server.idleTimeout();
    }
}
