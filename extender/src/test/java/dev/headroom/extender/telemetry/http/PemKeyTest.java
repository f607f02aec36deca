package dev.headroom.extender.telemetry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PemKeyTest {

    /** RFC 5915: version 1, a secret of 32 bytes, and P-256 as its curve. */
    private static final byte[] SEC1 =
            HexFormat.of().parseHex("3031" + "020101" + "0420" + "11".repeat(32) + "a00a06082a8648ce3d030107");

    @Test
    @DisplayName("a key of an elliptic curve in its older form is read")
    void whole() throws IOException {
        assertThat(PemKey.parse(pem(SEC1)).getAlgorithm()).isEqualTo("EC");
    }

    @Test
    @DisplayName("a key that breaks off after any of its bytes is an input that cannot be read, and nothing worse")
    void truncated() {
        for (int length = 0; length < SEC1.length; length++) {
            byte[] half = Arrays.copyOf(SEC1, length);
            assertThatThrownBy(() -> PemKey.parse(pem(half)))
                    .as("%d bytes of %d", length, SEC1.length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("its private key breaks off");
        }
    }

    private static String pem(byte[] der) {
        String name = "EC PRIVATE KEY";
        return "-----BEGIN " + name + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + name
                + "-----\n";
    }
}
