package dev.headroom.extender.telemetry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustIT {

    @TempDir
    private Path folder;

    @Test
    void a_new_file_of_authorities_holds_at_once_and_a_broken_one_takes_nothing_away() throws Exception {
        ServerCertificate old = ServerCertificate.make(folder, "old");
        ServerCertificate next = ServerCertificate.make(folder, "next");
        Path authorities = folder.resolve("ca.pem");
        replace(authorities, Files.readString(old.pem()), 1);
        ReloadingTrust trust = new ReloadingTrust(authorities);
        trust.checkServerTrusted(chain(old), "EC");
        assertThatThrownBy(() -> trust.checkServerTrusted(chain(next), "EC")).isInstanceOf(CertificateException.class);

        replace(authorities, Files.readString(next.pem()), 2);
        trust.checkServerTrusted(chain(next), "EC");
        assertThatThrownBy(() -> trust.checkServerTrusted(chain(old), "EC")).isInstanceOf(CertificateException.class);

        replace(authorities, "-----BEGIN CERTIFICATE-----\nnone", 3);
        trust.checkServerTrusted(chain(next), "EC");
    }

    @Test
    void a_file_without_certificates_is_named() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertThatThrownBy(() -> Trust.signedBy(empty, ClientCertificate.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("empty.pem is no list of certificates in PEM");
        assertThatThrownBy(() -> Trust.signedBy(folder.resolve("none.pem"), ClientCertificate.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.pem");
    }

    @Test
    void a_secret_is_one_line_and_is_never_shown() throws IOException {
        Path file = folder.resolve("token");
        SecretFile secret = new SecretFile(file);
        assertThatThrownBy(secret::read).hasMessage("file " + file + " cannot be read (NoSuchFileException)");

        Files.writeString(file, "  abc.def\n");
        assertThat(secret.read()).isEqualTo("abc.def");

        for (String wrong : new String[] {"", "\n", "two\nlines", "x".repeat(65_537)}) {
            Files.writeString(file, wrong);
            assertThatThrownBy(secret::read)
                    .hasMessage("file " + file + " holds no secret; allowed is one line of 1 to 65536 bytes");
        }
    }

    /** Each version has a time of its own, however fast the test is. */
    private static void replace(Path file, String content, int version) throws IOException {
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + version * 1_000L));
    }

    private static X509Certificate[] chain(ServerCertificate certificate) throws Exception {
        try (var in = Files.newInputStream(certificate.pem())) {
            return new X509Certificate[] {
                (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in)
            };
        }
    }
}
