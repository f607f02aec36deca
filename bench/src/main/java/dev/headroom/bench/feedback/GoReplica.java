package dev.headroom.bench.feedback;

import java.util.SplittableRandom;

/**
 * A replica of a Go service with GOGC=100. What it keeps alive follows the load, its service's and its own; resident
 * memory rises with the heap goal at once, and falls only by what the scavenger gives back above 1.1 · the goal, 1 % of
 * it per second: a plateau, as measured (docs/decisions/003).
 */
final class GoReplica {

    private static final double GOAL_PER_LIVE = 2;
    private static final double METADATA = 1.01;
    private static final double SCAVENGED_FROM = 1.1;
    private static final double SCAVENGED_PER_STEP = 0.01 * Load.STEP_SECONDS;
    private static final double SMALLEST_LIVE = 0.3;

    /** How much of the load is the service's; the squares of both add up to 1. */
    private static final double SHARED = 0.6;

    private static final double OWN = 0.8;

    private final GoService service;
    private final Load own;
    private double residentBytes;

    GoReplica(GoService service, SplittableRandom random) {
        this.service = service;
        this.own = new Load(random);
        this.residentBytes = plateauBytes();
    }

    GoService service() {
        return service;
    }

    /** Five seconds pass. */
    void step() {
        own.step();
        double plateau = plateauBytes();
        double excess = residentBytes - SCAVENGED_FROM * plateau;
        residentBytes = Math.max(plateau, residentBytes - Math.max(0, SCAVENGED_PER_STEP * excess));
    }

    double residentBytes() {
        return residentBytes;
    }

    private double plateauBytes() {
        double load = SHARED * service.load().value() + OWN * own.value();
        double live = service.liveBytes() * Math.max(SMALLEST_LIVE, 1 + service.swing() * load);
        return METADATA * GOAL_PER_LIVE * live + service.besideHeapBytes();
    }
}
