package dev.headroom.extender.telemetry.replay;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code targets.json}: a list of {@code {name, url, namespace, pod, container, node, memoryLimitBytes,
 * memoryHighBytes, cpuLimitMillis, env, qosClass, owner}}, or of plain URLs.
 */
public final class TargetFile {

    public static final int MOST_BYTES = 16 << 20;
    public static final int MOST_TARGETS = 10_000;

    private TargetFile() {}

    /** @throws RecordingException if the file is no such list; names what is wrong */
    public static List<RecordedTarget> read(Path file) throws IOException {
        JsonNode json = json(file);
        if (!json.isArray() || json.isEmpty() || json.size() > MOST_TARGETS) {
            throw new RecordingException(file + " holds "
                    + (json.isArray() ? "a list of " + json.size() : "no list but " + json.getNodeType())
                    + ", allowed is a list of 1 to " + MOST_TARGETS + " targets");
        }
        List<RecordedTarget> targets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode entry : json) {
            RecordedTarget target = target(file + " entry " + targets.size(), entry);
            if (!names.add(target.name())) {
                throw new RecordingException(
                        file + " has two targets named '" + target.name() + "', allowed is one of each name");
            }
            targets.add(target);
        }
        return List.copyOf(targets);
    }

    private static RecordedTarget target(String where, JsonNode entry) throws RecordingException {
        if (entry.isTextual()) {
            return RecordedTarget.at(entry.asText());
        }
        if (!entry.isObject()) {
            throw new RecordingException(where + " is " + entry.getNodeType() + ", allowed is an object or a URL");
        }
        return new TargetEntry(where, entry).read();
    }

    private static JsonNode json(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new RecordingException(file + " is larger than allowed, " + MOST_BYTES + " bytes");
            }
            return new ObjectMapper().readTree(bytes);
        } catch (NoSuchFileException missing) {
            throw new RecordingException(file + " does not exist, allowed is a JSON list of targets");
        } catch (JacksonException notJson) {
            throw new RecordingException(file + " is no JSON: " + notJson.getOriginalMessage() + " at line "
                    + (notJson.getLocation() == null ? 0 : notJson.getLocation().getLineNr())
                    + ", allowed is a JSON list of targets");
        }
    }
}
