package dev.headroom.extender.cli;

import dev.headroom.api.Problem;
import dev.headroom.config.ConfigurationReader;
import dev.headroom.config.ConfigurationResult;
import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.runtime.PluginRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration file by its path. */
final class ConfigurationFile {

    private static final int MOST_BYTES = 1 << 20;

    private ConfigurationFile() {}

    /** @throws CliFailure if the file cannot be read or has problems: its message has one line for each */
    static HeadroomConfiguration read(Path file, PluginRegistry registry) {
        return switch (ConfigurationReader.read(text(file), registry)) {
            case ConfigurationResult.Read read -> read.configuration();
            case ConfigurationResult.Refused refused -> throw refused(file, refused.problems());
        };
    }

    private static CliFailure refused(Path file, List<Problem> problems) {
        String lines = problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator()));
        return CliFailure.refused(
                file + " has " + (problems.size() == 1 ? "a problem" : problems.size() + " problems")
                        + System.lineSeparator() + lines,
                "");
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw CliFailure.refused(file + " is larger than " + MOST_BYTES + " bytes", "Maybe it is another file");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw CliFailure.refused(file + " is not UTF-8", "Maybe it is another file");
        } catch (NoSuchFileException missing) {
            throw CliFailure.unavailable(
                    file + " does not exist", "Maybe begin with `headroom config default > " + file + "`");
        } catch (IOException unreadable) {
            throw CliFailure.unavailable(file + " cannot be read: " + unreadable.getMessage(), "");
        }
    }
}
