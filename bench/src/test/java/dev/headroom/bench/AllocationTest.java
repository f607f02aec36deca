package dev.headroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Guards what a request allocates against the committed figure. */
class AllocationTest {

    private static final Path COMMITTED = Path.of("results/line.json");

    @Test
    void aRequestAllocatesAtMostTenPercentMoreThanTheCommittedFigure() throws IOException {
        double committed = committedBytes();
        Allocation.Bytes measured = Allocation.measure("score");
        assertThat(measured.larger())
                .as("bytes per request (filter %.0f, prioritize %.0f)", measured.filter(), measured.prioritize())
                .isLessThanOrEqualTo(committed * 1.1);
    }

    private static double committedBytes() throws IOException {
        for (JsonNode goal : new ObjectMapper().readTree(COMMITTED.toFile()).path("goals")) {
            if (goal.path("id").asText().equals("verbs.names500.alloc_bytes")) {
                return goal.path("measured").doubleValue();
            }
        }
        throw new IOException(COMMITTED.toAbsolutePath() + " has no figure verbs.names500.alloc_bytes");
    }
}
