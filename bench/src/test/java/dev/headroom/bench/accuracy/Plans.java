package dev.headroom.bench.accuracy;

import java.util.Map;

/** Plans for tests. */
final class Plans {

    static final long LIMIT = 128L << 20;

    private Plans() {}

    static Plan of(String kind, long seed) {
        return new Plan(kind, "steady", seed, Map.of("GOGC", "50"), LIMIT, 500, "Burstable", "default");
    }
}
