package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthTest {

    private static final Truth TRUTH = Truth.of(new long[] {100, 200, 300, 400}, new long[] {7, 9, 5, 8});

    @Test
    void theWindowLeavesItsBeginningOutAndHasItsEnd() {
        // (200, 400] holds 5 and 8, not the 9 at 200 itself.
        assertThat(TRUTH.highest(200, 400)).isEqualTo(8);
        assertThat(TRUTH.highest(199, 399)).isEqualTo(9);
        assertThat(TRUTH.highest(400, 500)).isNaN();
    }

    @Test
    void aMomentHasTheLastSampleBeforeIt() {
        assertThat(TRUTH.at(99)).isNaN();
        assertThat(TRUTH.at(100)).isEqualTo(7);
        assertThat(TRUTH.at(299)).isEqualTo(9);
    }

    @Test
    void aSumIsOfTheTimeThatAllLive() {
        // The other lives from 150 to 350: at 200 and 300 of the first, 9 + 1 and 5 + 2.
        Truth other = Truth.of(new long[] {150, 250, 350}, new long[] {1, 2, 4});
        Truth sum = Truth.sum(List.of(TRUTH, other));
        assertThat(sum.size()).isEqualTo(2);
        assertThat(sum.at(200)).isEqualTo(10);
        assertThat(sum.at(300)).isEqualTo(7);
    }

    @Test
    void aLineThatIsStillBeingWrittenIsLeftOut(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "unix_ms,resident_bytes\n100,7\n200,9\n30");
        assertThat(Truth.read(file).lastMillis()).isEqualTo(200);
        Files.writeString(file, "unix_ms,resident_bytes\n100,7\n200\n300,8\n");
        assertThatThrownBy(() -> Truth.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("\"200\"");
    }

    @Test
    void timesThatRunBackwardsAreRefused() {
        assertThatThrownBy(() -> Truth.of(new long[] {2, 1}, new long[] {1, 1}))
                .hasMessage("sample 1 is of 1, allowed is after 2");
    }
}
