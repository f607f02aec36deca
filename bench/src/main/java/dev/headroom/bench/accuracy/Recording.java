package dev.headroom.bench.accuracy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A folder of what was seen: {@code scrapes/NAME/UNIX_MS.prom}, {@code truth/NAME.csv}, {@code logs/NAME.log},
 * {@code targets.json} and {@code events.jsonl}. Thread-safe.
 */
final class Recording {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    private Recording(Path folder) {
        this.folder = folder;
    }

    /** @throws IOException if the folder holds a recording already: two would be taken for one */
    static Recording in(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        if (Files.exists(absolute.resolve("targets.json"))) {
            throw new IOException(folder + " holds a recording already; give another folder");
        }
        for (String sub : new String[] {"scrapes", "truth", "logs"}) {
            Files.createDirectories(absolute.resolve(sub));
        }
        return new Recording(absolute);
    }

    /** Keeps an exposition; an empty one says that the scrape of this instant failed. */
    void scrape(String name, long unixMillis, byte[] exposition) throws IOException {
        Path of = Files.createDirectories(folder.resolve("scrapes").resolve(name));
        Files.write(of.resolve(unixMillis + ".prom"), exposition);
    }

    /** Where the resident memory of a program is written, a line for each sample. */
    Writer truth(String name) throws IOException {
        Writer out = Files.newBufferedWriter(folder.resolve("truth").resolve(name + ".csv"), StandardCharsets.US_ASCII);
        out.write("unix_ms,resident_bytes\n");
        return out;
    }

    Path log(String name) {
        return folder.resolve("logs").resolve(name + ".log");
    }

    static ObjectNode event(long unixMillis, String type, String name) {
        ObjectNode event = JSON.createObjectNode();
        event.put("unixMs", unixMillis);
        event.put("type", type);
        event.put("name", name);
        return event;
    }

    synchronized void append(ObjectNode event) throws IOException {
        Files.writeString(
                folder.resolve("events.jsonl"),
                JSON.writeValueAsString(event) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    synchronized void targets(String json) throws IOException {
        Path next = folder.resolve("targets.json.next");
        Files.writeString(next, json);
        Files.move(next, folder.resolve("targets.json"), StandardCopyOption.ATOMIC_MOVE);
    }
}
