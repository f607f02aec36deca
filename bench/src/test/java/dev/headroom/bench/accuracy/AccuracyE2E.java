package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.runtime.SystemClock;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The short form with real Go programs. A pipeline ({@code CI=true}) must be able to make memory groups; on a machine
 * where a developer may not, the command has to say so.
 */
class AccuracyE2E {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void threeRealProgramsAreForecastWithinLooseBounds() throws IOException {
        ShortForm shortForm = new ShortForm(new SystemClock());
        Path lab = Lab.built(ROOT).binary();
        if ("true".equals(System.getenv("CI")) || groupsCanBeMade()) {
            assertThat(shortForm.run(lab)).as("see the table above").isZero();
        } else {
            System.err.println("AccuracyE2E: no memory groups here, forecasts were not measured");
            assertThatThrownBy(() -> shortForm.run(lab))
                    .hasMessageContaining("memory groups cannot be made below /sys/fs/cgroup")
                    .hasMessageContaining("needs root and writable cgroups");
        }
    }

    private static boolean groupsCanBeMade() {
        try {
            ShortForm.requireMemoryGroups();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
