package dev.headroom.extender.telemetry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks only to who shows a certificate; all of them are made here. */
class ClientCertificateIT {

    private static final int OCTETS = 0x04;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void a_server_that_asks_for_a_certificate_is_shown_the_one_of_the_files() throws Exception {
        ServerCertificate rsa = ServerCertificate.make(folder, "rsa", "RSA");
        ServerCertificate ec = ServerCertificate.make(folder, "ec", "EC");
        ServerCertificate own = ServerCertificate.make(folder, "own");
        Path believed =
                Files.writeString(folder.resolve("believed"), Files.readString(rsa.pem()) + Files.readString(ec.pem()));
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(own.configurator(believed));
        server.createContext("/", exchange -> {
            String name = ((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName();
            exchange.sendResponseHeaders(200, name.length());
            exchange.getResponseBody().write(name.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        try {
            URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
            assertThat(whoAmI(uri, own, shown(rsa, "PRIVATE KEY", rsa.key()))).isEqualTo("CN=rsa");
            assertThat(whoAmI(uri, own, shown(ec, "PRIVATE KEY", ec.key()))).isEqualTo("CN=ec");
            // The older forms are what lies inside.
            assertThat(whoAmI(uri, own, shown(rsa, "RSA PRIVATE KEY", inner(rsa.key()))))
                    .isEqualTo("CN=rsa");
            assertThat(whoAmI(uri, own, shown(ec, "EC PRIVATE KEY", withCurve(inner(ec.key())))))
                    .isEqualTo("CN=ec");
            assertThatThrownBy(() -> whoAmI(uri, own, ClientCertificate.NONE)).isInstanceOf(IOException.class);
            ServerCertificate stranger = ServerCertificate.make(folder, "stranger");
            assertThatThrownBy(() -> whoAmI(uri, own, shown(stranger, "PRIVATE KEY", stranger.key())))
                    .isInstanceOf(IOException.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_renewed_certificate_is_shown_and_half_a_pair_takes_nothing_away() throws Exception {
        ServerCertificate old = ServerCertificate.make(folder, "old");
        ServerCertificate next = ServerCertificate.make(folder, "next");
        ClientCertificate files = new ClientCertificate(
                folder.resolve("tls.crt").toString(), folder.resolve("tls.key").toString());
        replace("tls.crt", Files.readString(old.pem()), 1);
        replace("tls.key", pem("PRIVATE KEY", old.key()), 1);
        ReloadingKey keys = new ReloadingKey(files);
        assertThat(shownBy(keys)).isEqualTo("CN=old");

        replace("tls.crt", Files.readString(next.pem()), 2);
        assertThat(shownBy(keys)).as("while only one of two is new").isEqualTo("CN=old");
        replace("tls.key", pem("PRIVATE KEY", next.key()), 2);
        assertThat(shownBy(keys)).isEqualTo("CN=next");
        Files.delete(folder.resolve("tls.crt"));
        assertThat(shownBy(keys)).isEqualTo("CN=next");
    }

    @Test
    void files_that_are_no_pair_are_named_and_no_key_is_shown() throws Exception {
        ServerCertificate mine = ServerCertificate.make(folder, "mine");
        ServerCertificate other = ServerCertificate.make(folder, "other");
        assertThatThrownBy(() -> Trust.byDefault(shown(mine, "PRIVATE KEY", other.key())))
                .hasMessageContaining("holds another key than that of the certificate in " + mine.pem());
        assertThatThrownBy(() -> Trust.byDefault(shown(mine, "ENCRYPTED PRIVATE KEY", mine.key())))
                .hasMessageEndingWith(
                        "no private key in PEM in it, allowed is PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY without a password");
        assertThatThrownBy(() -> Trust.byDefault(shown(mine, "EC PRIVATE KEY", inner(mine.key()))))
                .hasMessageMatching("file .*: its private key (names no curve|breaks off)");
        assertThatThrownBy(() -> Trust.byDefault(shown(mine, "PRIVATE KEY", new byte[] {1, 2, 3})))
                .hasMessageEndingWith("its private key cannot be read, allowed is one of RSA, EC or EdDSA");
        assertThatThrownBy(() -> Trust.byDefault(new ClientCertificate("/nowhere/crt", "/nowhere/key")))
                .hasMessage("file /nowhere/crt cannot be read (NoSuchFileException)");
    }

    private String whoAmI(URI uri, ServerCertificate server, ClientCertificate shown) throws Exception {
        Duration patience = Duration.ofSeconds(30);
        try (BoundedExchange exchange =
                new BoundedExchange(Trust.signedBy(server.pem(), shown), patience, patience, timer)) {
            return exchange.send(
                    HttpRequest.newBuilder(uri),
                    (status, headers, body) -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private ClientCertificate shown(ServerCertificate of, String form, byte[] key) throws IOException {
        Path file = Files.createTempFile(folder, "key", ".pem");
        Files.writeString(
                file, "-----BEGIN EC PARAMETERS-----\nBgUrgQQAIg==\n-----END EC PARAMETERS-----\n" + pem(form, key));
        return new ClientCertificate(of.pem().toString(), file.toString());
    }

    private static String pem(String form, byte[] key) {
        return "-----BEGIN " + form + "-----\n" + Base64.getMimeEncoder().encodeToString(key) + "\n-----END " + form
                + "-----\n";
    }

    /** What follows version and algorithm in PKCS #8. */
    private static byte[] inner(byte[] pkcs8) {
        int at = skipHead(pkcs8, 0);
        at = skipElement(pkcs8, at);
        at = skipElement(pkcs8, at);
        assertThat(pkcs8[at]).isEqualTo((byte) OCTETS);
        return Arrays.copyOfRange(pkcs8, skipHead(pkcs8, at), skipElement(pkcs8, at));
    }

    /** As others write it: keytool leaves the curve out, which is secp384r1, OID 1.3.132.0.34. */
    private static byte[] withCurve(byte[] sec1) {
        String hex = HexFormat.of().formatHex(sec1);
        int version = hex.indexOf("020101");
        int octets = version + 6;
        int end = octets + 4 + 2 * Integer.parseInt(hex.substring(octets + 2, octets + 4), 16);
        String content = hex.substring(version, end) + "a00706052b81040022" + hex.substring(end);
        return HexFormat.of().parseHex(String.format("3081%02x", content.length() / 2) + content);
    }

    private static int skipHead(byte[] der, int at) {
        int length = der[at + 1] & 0xff;
        return at + 2 + (length > 0x80 ? length & 0x7f : 0);
    }

    private static int skipElement(byte[] der, int at) {
        int begin = skipHead(der, at);
        int length = 0;
        if (begin == at + 2) {
            length = der[at + 1];
        }
        for (int i = at + 2; i < begin; i++) {
            length = length << 8 | der[i] & 0xff;
        }
        return begin + length;
    }

    private static String shownBy(ReloadingKey keys) {
        return Objects.requireNonNull(keys.getCertificateChain(ClientCertificate.ALIAS))[0]
                .getSubjectX500Principal()
                .getName();
    }

    /** Each version has a time of its own, however fast the test is. */
    private void replace(String name, String content, int version) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + version * 1_000L));
    }
}
