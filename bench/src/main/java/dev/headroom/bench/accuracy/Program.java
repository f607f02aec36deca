package dev.headroom.bench.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A program that was recorded, with what really happened.
 *
 * @param shape steady, moving or killed, as meant
 * @param metrics the form of its exposition
 * @param workload equal for replicas
 * @param replica 0 if it ran alone, else its number from 1
 * @param group the group whose limit it shared; empty for none
 * @param killedMillis when the kernel killed it at its limit; 0 if it did not
 */
record Program(
        String name,
        String kind,
        String shape,
        long seed,
        String metrics,
        String workload,
        int replica,
        String group,
        long limitBytes,
        long startedMillis,
        long killedMillis,
        Truth truth) {

    /** The programs of a recording by name; those without a single sample of the truth have not begun. */
    static List<Program> of(Path recording) throws IOException {
        List<Program> programs = new ArrayList<>();
        for (JsonNode target :
                new ObjectMapper().readTree(recording.resolve("targets.json").toFile())) {
            String name = target.path("name").asText();
            Path truth = recording.resolve("truth").resolve(name + ".csv");
            if (!target.path("kind").asText().equals("cadvisor") && Files.exists(truth)) {
                Program program = of(target, Truth.read(truth));
                if (!program.truth().isEmpty()) {
                    programs.add(program);
                }
            }
        }
        programs.sort(Comparator.comparing(Program::name));
        return List.copyOf(programs);
    }

    private static Program of(JsonNode target, Truth truth) {
        return new Program(
                target.path("name").asText(),
                target.path("program").asText(),
                target.path("class").asText(),
                target.path("seed").asLong(),
                target.path("metrics").asText(),
                target.path("owner").asText(),
                target.path("replica").asInt(),
                target.path("group").asText(""),
                target.path("memoryLimitBytes").asLong(),
                target.path("startedMs").asLong(truth.firstMillis()),
                target.path("oomKilledMs").asLong(0),
                truth);
    }

    boolean wasKilled() {
        return killedMillis > 0;
    }

    /** Whether it had its limit for itself and no siblings. */
    boolean ranAlone() {
        return group.isEmpty() && replica == 0;
    }

    /** For how long it was watched. */
    double hours() {
        return (truth.lastMillis() - truth.firstMillis()) / 3.6e6;
    }

    /**
     * The highest resident memory within (at, at + horizon]; NaN if the end of the recording cuts that window off. A
     * kill does not: what the program reached before it died is the highest it reached.
     */
    double highestWithin(long atMillis, long horizonMillis) {
        boolean whole = atMillis + horizonMillis <= truth.lastMillis() || wasKilled();
        return whole ? truth.highest(atMillis, atMillis + horizonMillis) : Double.NaN;
    }
}
