package dev.headroom.bench.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Writes {@code docs/accuracy.md} and its plots. */
final class AccuracyDocs {

    private static final Path PAGE = Path.of("docs/accuracy.md");
    static final Path PLOTS = Path.of("docs/images/accuracy");

    private AccuracyDocs() {}

    static void writePage(Path root, JsonNode report) throws IOException {
        Files.writeString(root.resolve(PAGE), AccuracyPage.of(report));
    }

    /** A plot per program, instead of those that were there. */
    static void writePlots(Path folder, List<Watched> programs) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path file :
                    old.filter(path -> path.toString().endsWith(".svg")).toList()) {
                Files.delete(file);
            }
        }
        for (Watched watched : programs) {
            Files.writeString(folder.resolve(watched.program().name() + ".svg"), ProgramPlot.of(watched));
        }
    }
}
