package dev.headroom.extender.telemetry.prometheus;

import static dev.headroom.extender.telemetry.prometheus.HttpAskerFixture.MANY;
import static dev.headroom.extender.telemetry.prometheus.HttpAskerFixture.ONE_SERIES;
import static dev.headroom.extender.telemetry.prometheus.HttpAskerFixture.QUERY;
import static dev.headroom.extender.telemetry.prometheus.HttpAskerFixture.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.http.ServerCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks, and who is believed to be the server. */
class HttpAskerAccessIT {

    private HttpAskerFixture fixture;

    @TempDir
    private Path folder;

    @BeforeEach
    void serve() throws IOException {
        fixture = new HttpAskerFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void who_asks_is_said_anew_each_time() throws IOException {
        List<String> said = new ArrayList<>();
        fixture.serve("/api/v1/query", exchange -> {
            said.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("X-Scope-OrgID"));
            send(exchange, 200, ONE_SERIES);
        });
        Path token = Files.writeString(folder.resolve("token"), "first\n");
        PrometheusSettings settings =
                fixture.settings("access: {bearerTokenFile: " + token + ", headers: ['X-Scope-OrgID: tenant-1']}");

        try (HttpAsker asker = new HttpAsker(settings, fixture.timer)) {
            asker.ask(QUERY, fixture.sink(), MANY);
            Files.writeString(token, "second\n");
            asker.ask(QUERY, fixture.sink(), MANY);
        }
        Path password = Files.writeString(folder.resolve("password"), "s3cret");
        fixture.ask(fixture.settings("access: {username: me, passwordFile: " + password + "}"));

        // "me:s3cret" in base 64.
        assertThat(said).containsExactly("Bearer first tenant-1", "Bearer second tenant-1", "Basic bWU6czNjcmV0 null");
    }

    @Test
    void a_secret_that_is_gone_is_named_and_nothing_is_asked() throws IOException {
        assertThat(fixture.ask(fixture.settings("access: {bearerTokenFile: /nowhere/token}")))
                .isEqualTo(
                        new Answer.Failed("IOException: file /nowhere/token cannot be read (NoSuchFileException)", 0));
    }

    @Test
    void a_credential_follows_no_redirect() throws IOException {
        List<String> asked = new ArrayList<>();
        fixture.serve("/elsewhere", exchange -> {
            asked.add("elsewhere");
            send(exchange, 200, ONE_SERIES);
        });
        fixture.serve("/api/v1/query", exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            send(exchange, 307, "");
        });

        assertThat(fixture.ask(fixture.settings("")).describe()).startsWith("status 307");
        assertThat(asked).isEmpty();
    }

    @Test
    void a_certificate_is_believed_only_if_its_authority_is_named() throws Exception {
        ServerCertificate mine = ServerCertificate.make(folder, "mine");
        ServerCertificate other = ServerCertificate.make(folder, "other");
        HttpsServer tls = fixture.serveTls(mine.configurator());
        try {
            String url =
                    "url: 'https://127.0.0.1:" + tls.getAddress().getPort() + "', timeout: 30s, connectTimeout: 30s, ";
            assertThat(fixture.ask(Settings.read(url + "access: {caFile: " + mine.pem() + "}"))
                            .describe())
                    .isEqualTo("1 series");
            assertThat(fixture.ask(Settings.read(url + "access: {caFile: " + other.pem() + "}"))
                            .describe())
                    .contains("SSLHandshakeException");
            assertThat(fixture.ask(Settings.read(url + "access: {}")).describe())
                    .contains("SSLHandshakeException");
        } finally {
            tls.stop(0);
        }
    }

    @Test
    void a_server_that_asks_for_a_certificate_is_shown_the_configured_one() throws Exception {
        ServerCertificate theirs = ServerCertificate.make(folder, "theirs");
        ServerCertificate mine = ServerCertificate.make(folder, "headroom");
        HttpsServer tls = fixture.serveTls(theirs.configurator(mine.pem()));
        try {
            String access = "url: 'https://127.0.0.1:" + tls.getAddress().getPort()
                    + "', timeout: 30s, connectTimeout: 30s, access: {caFile: " + theirs.pem();
            assertThat(fixture.ask(Settings.read(
                                    access + ", certFile: " + mine.pem() + ", keyFile: " + mine.keyPem() + "}"))
                            .describe())
                    .isEqualTo("1 series");
            assertThat(fixture.ask(Settings.read(access + "}"))).isInstanceOf(Answer.Failed.class);
        } finally {
            tls.stop(0);
        }
    }
}
