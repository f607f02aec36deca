package dev.headroom.extender.telemetry.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A secret in a file that its owner replaces now and then, such as the token of a service account: read anew each time,
 * for a mounted Secret changes under the process. Never logged. Thread-safe.
 */
public record SecretFile(Path path) {

    private static final int LONGEST = 65_536;

    /**
     * @return the content without blanks around it
     * @throws IOException if it cannot be read, is empty, longer than 65,536 bytes or has more than one line; names the
     *     file, never the content
     */
    public String read() throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(LONGEST + 1);
        } catch (IOException e) {
            throw new IOException(
                    "file " + path + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        String secret = new String(bytes, StandardCharsets.UTF_8).strip();
        if (bytes.length > LONGEST || secret.isEmpty() || !secret.chars().allMatch(SecretFile::mayStandInHeader)) {
            throw new IOException(
                    "file " + path + " holds no secret; allowed is one line of 1 to " + LONGEST + " bytes");
        }
        return secret;
    }

    private static boolean mayStandInHeader(int character) {
        return character >= ' ' && character != 0x7f;
    }
}
