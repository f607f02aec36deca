package dev.headroom.extender.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RecordingRulesIT {

    private static final Path RULES = Path.of("../deploy/prometheus/headroom-rules.yaml");

    @Test
    void the_file_is_what_the_code_says() throws IOException {
        String yaml = RecordingRules.yaml();
        if (Boolean.getBoolean("headroom.regenerate")) {
            Files.createDirectories(RULES.getParent());
            Files.writeString(RULES, yaml);
        }

        assertThat(Files.readString(RULES))
                .as("deploy/prometheus/headroom-rules.yaml; regenerate it with -Dheadroom.regenerate=true -Dit.test="
                        + RecordingRulesIT.class.getSimpleName())
                .isEqualTo(yaml);
    }
}
