package dev.headroom.bench.feedback;

import java.util.SplittableRandom;

/** Load that wanders about 0 with standard deviation 1 and is half forgotten after three minutes. Deterministic. */
final class Load {

    /** Seconds between two steps. */
    static final int STEP_SECONDS = 5;

    private static final double HALF_LIFE_SECONDS = 180;
    private static final double KEPT = Math.pow(0.5, STEP_SECONDS / HALF_LIFE_SECONDS);

    private final SplittableRandom random;
    private double value;

    Load(SplittableRandom random) {
        this.random = random;
        this.value = random.nextGaussian();
    }

    double step() {
        value = KEPT * value + Math.sqrt(1 - KEPT * KEPT) * random.nextGaussian();
        return value;
    }

    double value() {
        return value;
    }
}
