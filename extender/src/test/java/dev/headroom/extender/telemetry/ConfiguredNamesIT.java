package dev.headroom.extender.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.headroom.config.HeadroomConfiguration.Scrape;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.extender.state.StateEvent.ContainerSampled;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** A program whose library names nothing as the known ones do. */
class ConfiguredNamesIT {

    private final Queue<StateEvent> events = new ConcurrentLinkedQueue<>();

    @Test
    void direct_scrape_finds_metrics_under_the_names_of_the_configuration() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = """
                app_memory_bytes{kind="heap"} 1
                app_memory_bytes{kind="resident"} 3e+08
                process_resident_memory_bytes 7
                go_goroutines 12
                """.getBytes(StandardCharsets.UTF_8);
        server.createContext("/metrics", exchange -> {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        Scrape settings = new Scrape(
                true,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1,
                1,
                4_096,
                List.of("RESIDENT=app_memory_bytes{kind=\"resident\"}"));
        try (DirectScrape scrape =
                new DirectScrape(settings, events::add, new SystemClock(), new SimpleMeterRegistry())) {
            scrape.start();
            scrape.appeared(new Target(
                    "u1",
                    "shop",
                    "cart-0",
                    "main",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/metrics"));
            await().until(() -> events.stream().anyMatch(ContainerSampled.class::isInstance));
        } finally {
            server.stop(0);
        }
        ContainerSampled told = events.stream()
                .filter(ContainerSampled.class::isInstance)
                .map(ContainerSampled.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(told.container()).isEqualTo("main");
        Sample sample = told.sample();
        assertThat(sample.get(Signal.RESIDENT)).isEqualTo(3e8);
        assertThat(sample.get(Signal.GOROUTINES)).as("by its known name").isEqualTo(12);
    }
}
