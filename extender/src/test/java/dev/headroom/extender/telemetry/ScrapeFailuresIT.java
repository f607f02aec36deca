package dev.headroom.extender.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.extender.state.StateEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScrapeFailuresIT {

    private ScrapeFixture fixture;

    @BeforeEach
    void serve() throws IOException {
        fixture = new ScrapeFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    @DisplayName(
            "every way to fail is counted by its name, gives no sample and keeps no good target from being measured")
    void failures() throws IOException {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        List<Target> bad = List.of(
                new Target("error", fixture.url("/error")),
                new Target("redirect", fixture.url("/redirect")),
                new Target("garbage", fixture.url("/garbage")),
                new Target("absent", fixture.url("/absent")),
                new Target("negative", fixture.url("/negative")),
                new Target("huge", fixture.url("/huge")),
                new Target("silent", fixture.url("/silent")),
                new Target("drips", fixture.url("/drips")),
                new Target("refused", "http://127.0.0.1:" + closedPort + "/"),
                new Target("no url", "http://127.0.0.1:99999/ /"));
        DirectScrape scrape = fixture.scrape(20, 4);
        scrape.start();
        bad.forEach(scrape::appeared);
        scrape.appeared(new Target("good", fixture.url("/good")));
        for (String result : List.of("ok", "status", "missing", "too_large", "timeout", "failed", "skipped")) {
            await().until(() -> fixture.registry
                            .counter("headroom.scrape.scrapes", "result", result)
                            .count()
                    > 0);
        }
        // Of the pages of two of them one value is not believed, and the rest is.
        assertThat(fixture.events.stream().filter(StateEvent.ContainerSampled.class::isInstance))
                .allMatch(event -> event instanceof StateEvent.ContainerSampled s
                        && Set.of("good", "absent", "negative").contains(s.podUid()));
        await().until(() -> Set.copyOf(fixture.missed)
                .containsAll(Set.of("error", "redirect", "garbage", "huge", "silent", "drips", "refused", "no url")));
        assertThat(fixture.missed).doesNotContain("good", "absent", "negative");
        Set<String> toldMissed = Set.copyOf(fixture.missed);
        await().until(() -> fixture.events.stream()
                .filter(StateEvent.ScrapeMissed.class::isInstance)
                .map(event -> ((StateEvent.ScrapeMissed) event).podUid())
                .collect(Collectors.toSet())
                .containsAll(toldMissed));
        await().until(() -> fixture.registry
                        .counter("headroom.scrape.values.dropped", "reason", "negative")
                        .count()
                > 0);
        assertThat(fixture.listened).extracting(ContainerSample::podUid).contains("good", "absent", "negative");
    }
}
