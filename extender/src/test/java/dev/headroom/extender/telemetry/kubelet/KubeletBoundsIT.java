package dev.headroom.extender.telemetry.kubelet;

import static dev.headroom.extender.telemetry.kubelet.KubeletFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of a page is read, how long it is waited for, and how many nodes are asked. */
class KubeletBoundsIT {

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
    void an_endless_page_ends_at_its_bound() throws Exception {
        AtomicInteger pages = new AtomicInteger();
        kubelet.handle("/", exchange -> {
            pages.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                byte[] line = "a_metric_that_nobody_wants{label=\"value\"} 1\n".getBytes(StandardCharsets.UTF_8);
                while (kubelet.ended.getCount() > 0) {
                    out.write(line);
                }
            }
        });
        try (KubeletSource source = kubelet.source("maxBodyBytes: 100000, caFile: " + kubelet.certificate.pem())) {
            source.appeared(kubelet.target("n1"));
            await().until(() -> !source.status().lastFailure().isEmpty());
            assertThat(source.status().lastFailure()).isEqualTo("n1: the unpacked answer has more than 100000 bytes");
        }
    }

    @Test
    void a_page_that_drips_is_given_up() throws Exception {
        kubelet.handle("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("container_memory_rss".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            kubelet.awaitEnd();
        });
        try (KubeletSource source = kubelet.source("timeout: 500ms, caFile: " + kubelet.certificate.pem())) {
            source.appeared(kubelet.target("n1"));
            await().until(() -> !source.status().lastFailure().isEmpty());
            assertThat(source.status().lastFailure()).isEqualTo("n1: no whole answer in time");
        }
    }

    @Test
    void so_many_nodes_are_asked_at_once_and_no_more() throws Exception {
        Semaphore gate = new Semaphore(0);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        kubelet.handle("/", exchange -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            gate.acquireUninterruptibly();
            inside.decrementAndGet();
            send(exchange, 200, CadvisorPage.at(kubelet.clock.millis()));
        });
        try (KubeletSource source =
                kubelet.source("concurrency: 3, timeout: 5s, caFile: " + kubelet.certificate.pem())) {
            for (int i = 0; i < 12; i++) {
                source.appeared(kubelet.target("n" + i));
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> inside.get() == 3);
            gate.release(1_000);
            await().atMost(Duration.ofMinutes(1)).until(() -> source.status().answering() == 12);
            assertThat(most.get()).isEqualTo(3);
        }
    }

    @Test
    void a_node_that_is_gone_is_asked_no_more() throws Exception {
        kubelet.page(NodeVisit.CADVISOR, () -> CadvisorPage.at(kubelet.clock.millis()));
        try (KubeletSource source = kubelet.source("caFile: " + kubelet.certificate.pem())) {
            source.appeared(kubelet.target("n1"));
            kubelet.awaitContainer();
            source.disappeared("n1");
            await().until(() -> source.status().nodes() == 0);
        }
    }
}
