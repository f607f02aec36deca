package dev.headroom.extender.demo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for, within its ranges.
 *
 * @param nodes 1 to 5000
 * @param speed simulated seconds per real one, 0.1 to 100
 * @param duration simulated time to run for, 1 s to 7 days; null until it is stopped
 * @param port of the page, 0 to 65535, 0 picks a free one
 */
record DemoOptions(
        int nodes, long seed, double speed, @Nullable Duration duration, int port) {

    private static final Duration LONGEST = Duration.ofDays(7);

    /** @throws IllegalArgumentException with the name, the value and what is allowed */
    DemoOptions {
        require(nodes >= 1 && nodes <= 5000, "--nodes", nodes, "1 to 5000");
        require(speed >= 0.1 && speed <= 100, "--speed", speed, "0.1 to 100");
        require(port >= 0 && port <= 65535, "--port", port, "0 to 65535, 0 picks a free port");
        require(
                duration == null || (duration.toSeconds() >= 1 && duration.compareTo(LONGEST) <= 0),
                "--duration",
                duration == null ? "" : duration.toSeconds() + "s",
                "1s to 168h");
    }

    /** How many steps of one simulated second to run. */
    long steps() {
        return duration == null ? Long.MAX_VALUE : duration.toSeconds();
    }

    private static void require(boolean good, String option, Object value, String allowed) {
        if (!good) {
            throw new IllegalArgumentException(option + " is " + value + ", allowed is " + allowed);
        }
    }
}
