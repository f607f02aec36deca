package dev.headroom.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What kube-apiserver itself recorded: the one clock for bindings that no watch, client or scheduler can bend. */
final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path file;

    AuditLog(Path file) {
        this.file = file;
    }

    /** One binding that succeeded. */
    record Binding(String pod, String user, Instant at) {}

    /** Bindings of the pods whose name starts with the prefix, in order of time. */
    List<Binding> bindings(String prefix) {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            // The last line may be half written.
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .filter(line -> line.contains("\"binding\""))
                    .map(AuditLog::read)
                    .filter(event -> event.at("/objectRef/subresource").asText().equals("binding"))
                    .filter(event -> event.at("/responseStatus/code").asInt() == 201)
                    .map(event -> new Binding(
                            event.at("/objectRef/name").asText(),
                            event.at("/user/username").asText(),
                            Instant.parse(event.at("/stageTimestamp").asText())))
                    .filter(binding -> binding.pod().startsWith(prefix))
                    .sorted(Comparator.comparing(Binding::at))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The longest time between two neighbours. */
    static Duration longestGap(List<Binding> bindings) {
        Duration longest = Duration.ZERO;
        for (int i = 1; i < bindings.size(); i++) {
            Duration gap =
                    Duration.between(bindings.get(i - 1).at(), bindings.get(i).at());
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        return longest;
    }

    /** Bindings per second between two moments. */
    static double rate(List<Binding> bindings, Instant from, Instant to) {
        long count = bindings.stream()
                .filter(b -> !b.at().isBefore(from) && b.at().isBefore(to))
                .count();
        return count / Math.max(1e-3, Duration.between(from, to).toNanos() / 1e9);
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("not an audit event: " + line, e);
        }
    }
}
