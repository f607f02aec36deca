package dev.headroom.extender.telemetry.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a recording. */
public record RecordingFolder(Path folder) {

    /** The moment that the tests count from. */
    public static final long T0 = 1_795_560_000_000L;

    public RecordingFolder targets(String json) {
        return write(folder.resolve("targets.json"), json);
    }

    /** A scrape of so much resident memory, that many seconds after {@link #T0}. */
    public RecordingFolder resident(String name, double seconds, long bytes) {
        return scrape(name, seconds, "process_resident_memory_bytes " + bytes + "\n");
    }

    /** A row of the kubelet's about the container {@code shop/POD/app}. */
    public RecordingFolder kubelet(double seconds, String pod, long workingSet) {
        return scrape(
                "cadvisor",
                seconds,
                "container_memory_working_set_bytes{container=\"app\",id=\"/x/" + pod + "\",namespace=\"shop\",pod=\""
                        + pod + "\"} " + workingSet + " " + (T0 + Math.round(1000 * seconds)) + "\n");
    }

    public RecordingFolder scrape(String name, double seconds, String text) {
        return write(folder.resolve("scrapes/" + name + "/" + (T0 + Math.round(1000 * seconds)) + ".prom"), text);
    }

    private RecordingFolder write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
