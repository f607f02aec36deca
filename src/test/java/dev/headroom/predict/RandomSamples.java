package dev.headroom.predict;

import dev.headroom.predict.GoSample.Checked;
import java.util.Random;

/** Scrapes that pass {@link GoSample#check}, likely or not. */
final class RandomSamples {

    private RandomSamples() {}

    static GoSample one(Random random) {
        while (true) {
            double mapped = upTo(random, 36);
            Checked checked = GoSample.check(
                    random.nextLong(1L << 40),
                    random.nextInt(20) == 0 ? 0x1p64 : upTo(random, 36),
                    random.nextBoolean() ? 0 : upTo(random, 36),
                    upTo(random, 36),
                    upTo(random, 60),
                    random.nextInt(30),
                    random.nextBoolean() ? Double.NaN : random.nextInt(-1, 400),
                    random.nextBoolean() ? Long.MAX_VALUE : upTo(random, 36),
                    mapped,
                    mapped * random.nextDouble(),
                    upTo(random, 36),
                    upTo(random, 24));
            if (checked instanceof Checked.Accepted accepted) {
                return accepted.sample();
            }
        }
    }

    private static double upTo(Random random, int bits) {
        return random.nextLong(1L << random.nextInt(1, bits));
    }
}
