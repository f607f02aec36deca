package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewReplicaTest {

    private static final Truth FLAT = Synthetic.truth(600, second -> 100);

    private static Watched watched(Program program, Moment newborn, Moment... moments) {
        return Watched.of(program, Optional.of(newborn), List.of(moments), Window.STANDARD);
    }

    @Test
    void theForecastFromSiblingsAndThoseBelowAMinuteCount() {
        Watched elder = watched(Synthetic.replica("a", 1, 0, FLAT), Synthetic.says(0, 1, 1));
        Watched second = watched(Synthetic.replica("b", 2, 15, FLAT), Synthetic.says(15, 1, 1));
        Watched young = watched(
                Synthetic.replica("c", 3, 240, FLAT),
                Synthetic.says(240, 110, 110),
                Synthetic.says(241, 104, 104),
                Synthetic.says(299, 98, 98),
                Synthetic.says(300, 1, 1));
        // Only the third has a sibling that was a minute old when it started: errors 0.10, 0.04 and 0.02; at an age of
        // 60 s it is new no longer.
        List<NewReplica> replicas = NewReplica.of(List.of(elder, second, young), Window.STANDARD);
        assertThat(replicas).singleElement().satisfies(replica -> {
            assertThat(replica.name()).isEqualTo("c");
            assertThat(replica.unborn()).isCloseTo(0.10, within(1e-9));
            assertThat(replica.mean()).isCloseTo(0.16 / 3, within(1e-9));
            assertThat(replica.forecasts()).isEqualTo(3);
        });
    }

    @Test
    void aProgramOfAnotherWorkloadIsNoSibling() {
        Watched other = watched(Synthetic.program("x", 1000, FLAT), Synthetic.says(0, 1, 1));
        Watched young = watched(Synthetic.replica("c", 1, 240, FLAT), Synthetic.says(240, 100, 100));
        assertThat(NewReplica.of(List.of(other, young), Window.STANDARD)).isEmpty();
    }
}
