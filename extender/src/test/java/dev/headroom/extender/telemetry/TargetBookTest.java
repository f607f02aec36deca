package dev.headroom.extender.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TargetBookTest {

    private final TargetBook book = new TargetBook(2);

    @Test
    @DisplayName("the first two are scraped, the third waits for a place and gets it")
    void bounded() {
        assertThat(book.add(target("a"))).isTrue();
        assertThat(book.add(target("b"))).isTrue();
        assertThat(book.add(target("c"))).isFalse();
        assertThat(book.leftOut()).isEqualTo(1);
        assertThat(book.remove("a")).isEqualTo(target("c"));
        assertThat(book.scraped()).isEqualTo(2);
        assertThat(book.leftOut()).isZero();
        assertThat(book.remove("unknown")).isNull();
    }

    @Test
    @DisplayName("a new address replaces the old one and takes no further place")
    void newAddress() {
        book.add(target("a"));
        book.add(target("b"));
        Target moved = new Target("a", "http://10.0.0.2/");
        assertThat(book.add(moved)).isTrue();
        assertThat(book.get("a")).isEqualTo(moved);
        assertThat(book.scraped()).isEqualTo(2);
    }

    @Test
    @DisplayName("one that waits and goes gets no place later")
    void goesWhileWaiting() {
        book.add(target("a"));
        book.add(target("b"));
        book.add(target("c"));
        book.remove("c");
        assertThat(book.remove("a")).isNull();
    }

    @Test
    @DisplayName(
            "moments spread over the interval: 500 pods hit at least 240 of 500 slots of 10 ms (expected 1 - 1/e of them, 316), always the same")
    void moments() {
        BitSet slots = new BitSet();
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            String uid = new UUID(random.nextLong(), random.nextLong()).toString();
            long moment = DirectScrape.momentOf(uid, 5_000);
            assertThat(moment).isBetween(0L, 4_999L).isEqualTo(DirectScrape.momentOf(uid, 5_000));
            slots.set((int) (moment / 10));
        }
        assertThat(slots.cardinality()).isGreaterThan(240);
    }

    @Test
    @DisplayName("who does not answer is asked in rounds 1, 2, 4, 8, 16, 28: every 2nd, 4th, 8th, then 12th")
    void patience() {
        Patience patience = new Patience();
        StringBuilder asked = new StringBuilder();
        for (int round = 1; round <= 28; round++) {
            if (patience.asks("a")) {
                asked.append(round).append(' ');
                patience.failed("a");
            }
        }
        assertThat(asked.toString()).isEqualTo("1 2 4 8 16 28 ");
        patience.answered("a");
        assertThat(patience.asks("a")).isTrue();
        assertThat(patience.asks("a")).isTrue();
    }

    private static Target target(String uid) {
        return new Target(uid, "http://10.0.0.1/" + uid);
    }
}
