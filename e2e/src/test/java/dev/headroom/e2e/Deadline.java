package dev.headroom.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waiting for conditions, never for time. */
final class Deadline {
    /** Often enough for a person, seldom enough for a log of megabytes on 2 cores. */
    private static final Duration POLL = Duration.ofMillis(200);

    private Deadline() {}

    /**
     * Waits until the condition holds.
     *
     * @throws org.awaitility.core.ConditionTimeoutException when it does not within the deadline; {@code what} says what was missing
     */
    static void await(String what, Duration deadline, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(deadline)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .ignoreExceptions()
                .until(condition);
    }

    /** Like {@link #await}, for a process: gives up at once, with its last lines, when the process has ended. */
    static void awaitOf(Child child, String what, Duration deadline, Callable<Boolean> condition) {
        try {
            Awaitility.await(what)
                    .atMost(deadline)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .ignoreExceptions()
                    .failFast(child.name() + " has ended", () -> !child.isAlive())
                    .until(condition);
        } catch (RuntimeException e) {
            throw new IllegalStateException(what + ": " + e.getMessage() + "\n" + child.tail(40), e);
        }
    }

    /** A port of the loopback interface that was free a moment ago. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port on the loopback interface", e);
        }
    }
}
