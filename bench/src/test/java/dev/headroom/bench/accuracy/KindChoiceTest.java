package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KindChoiceTest {

    private static final List<String> KILLED =
            IntStream.range(0, 11).mapToObj(i -> "kill-" + i).toList();
    private static final List<String> OTHERS =
            IntStream.range(0, 28).mapToObj(i -> "other-" + i).toList();

    @Test
    void thirtySixRunsHaveFourteenThatAreToBeKilled() {
        List<String> chosen = KindChoice.of(KILLED, OTHERS, 36, 580_842);
        assertThat(chosen).hasSize(36).containsAll(KILLED);
        assertThat(chosen.stream().filter(kind -> kind.startsWith("kill"))).hasSize(14);
        assertThat(chosen.stream().filter(kind -> kind.startsWith("other")))
                .hasSize(22)
                .doesNotHaveDuplicates();
        assertThat(KindChoice.of(KILLED, OTHERS, 36, 580_842)).isEqualTo(chosen);
        assertThat(KindChoice.of(KILLED, OTHERS, 36, 580_843)).isNotEqualTo(chosen);
    }

    @Test
    void fewerThanThirtyAreNoEvaluation() {
        assertThatThrownBy(() -> KindChoice.of(KILLED, OTHERS, 29, 1)).hasMessageContaining("--runs is 29");
    }
}
