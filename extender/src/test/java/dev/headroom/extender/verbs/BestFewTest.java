package dev.headroom.extender.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BestFewTest {

    @Test
    void choosesAsAStableSortDoes() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            // Few different scores, so that ties are many.
            double[] scores = random.doubles(random.nextInt(40))
                    .map(x -> Math.floor(x * 6))
                    .toArray();
            int count = random.nextInt(20);

            int[] sorted = IntStream.range(0, scores.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -scores[i]))
                    .limit(count)
                    .mapToInt(Integer::intValue)
                    .toArray();

            assertThat(BestFew.of(scores, count)).isEqualTo(sorted);
        }
    }
}
