package dev.headroom.extender.telemetry.kubelet;

import static dev.headroom.extender.telemetry.kubelet.KubeletFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsServer;
import dev.headroom.extender.telemetry.http.ServerCertificate;
import io.micrometer.core.instrument.Counter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who a kubelet and Headroom are to each other. */
class KubeletAccessIT {

    private KubeletFixture kubelet;

    @BeforeEach
    void serve(@TempDir Path folder) throws Exception {
        kubelet = new KubeletFixture(folder);
    }

    @AfterEach
    void stop() {
        kubelet.close();
    }

    @Test
    void a_kubelet_that_asks_for_a_certificate_is_shown_the_configured_one() throws Exception {
        ServerCertificate mine = ServerCertificate.make(kubelet.folder, "headroom");
        HttpsServer strict = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        strict.setHttpsConfigurator(kubelet.certificate.configurator(mine.pem()));
        strict.createContext(NodeVisit.CADVISOR, exchange -> {
            try (exchange) {
                send(exchange, 200, CadvisorPage.at(kubelet.clock.millis()));
            }
        });
        strict.start();
        KubeletTarget target =
                new KubeletTarget("n1", "127.0.0.1", strict.getAddress().getPort());
        try (KubeletSource source = kubelet.source("caFile: " + kubelet.certificate.pem())) {
            source.appeared(target);
            await().until(() -> !source.status().lastFailure().isEmpty());
            assertThat(kubelet.containers).isEmpty();
        }
        try (KubeletSource source = kubelet.source(
                "caFile: " + kubelet.certificate.pem() + ", certFile: " + mine.pem() + ", keyFile: " + mine.keyPem())) {
            source.appeared(target);
            kubelet.awaitContainer();
        } finally {
            strict.stop(0);
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_believed_only_where_that_is_asked_for() throws Exception {
        kubelet.page(NodeVisit.CADVISOR, () -> CadvisorPage.at(kubelet.clock.millis()));
        ServerCertificate other = ServerCertificate.make(kubelet.folder, "other");
        try (KubeletSource source = kubelet.source("caFile: " + other.pem())) {
            source.appeared(kubelet.target("n1"));
            await().until(() -> !source.status().lastFailure().isEmpty());
            assertThat(source.status().lastFailure()).contains("SSLHandshakeException");
            assertThat(kubelet.asked).as("the token was shown to nobody").isEmpty();
        }
        try (KubeletSource source = kubelet.source("insecureSkipVerify: true")) {
            source.appeared(kubelet.target("n1"));
            kubelet.awaitContainer();
        }
    }

    @Test
    void a_kubelet_that_refuses_both_is_named_with_what_may_be_missing() throws Exception {
        kubelet.handle("/", exchange -> send(exchange, 403, "Forbidden"));
        try (KubeletSource source = kubelet.source("caFile: " + kubelet.certificate.pem())) {
            source.appeared(kubelet.target("n1"));
            await().until(() -> !source.status().lastFailure().isEmpty());

            assertThat(source.status().lastFailure())
                    .isEqualTo("n1: status 403. Maybe the service account lacks the right to get nodes/metrics");
            assertThat(source.status().answering()).isZero();
            // Left alone for a while.
            await().atMost(Duration.ofMinutes(1)).until(() -> skipped("resting") >= 1);
        }
    }

    private int skipped(String reason) {
        Counter counter = kubelet.registry
                .find("headroom.kubelet.skipped")
                .tag("reason", reason)
                .counter();
        return counter == null ? 0 : (int) counter.count();
    }
}
