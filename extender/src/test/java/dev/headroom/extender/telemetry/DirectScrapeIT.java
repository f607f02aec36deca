package dev.headroom.extender.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.extender.state.StateEvent;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DirectScrapeIT {

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
            "a good target becomes a sample with its pod's UID, again and again, and none any more once it is gone")
    void good() {
        DirectScrape scrape = fixture.scrape(10, 4);
        scrape.appeared(new Target("good", fixture.url("/good")));
        scrape.start();
        await().until(() -> fixture.samples("good") >= 3);
        StateEvent.ContainerSampled first = fixture.events.stream()
                .filter(StateEvent.ContainerSampled.class::isInstance)
                .map(StateEvent.ContainerSampled.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(first.sample().get(Signal.HEAP_GOAL)).isEqualTo(191_000_000);
        assertThat(first.sample().atMillis()).isPositive();
        assertThat(fixture.registry.get("headroom.scrape.targets").gauge().value())
                .isEqualTo(1);
        assertThat(fixture.registry.get("headroom.scrape.duration").timer().count())
                .isPositive();

        scrape.disappeared("good");
        await().until(() ->
                fixture.registry.get("headroom.scrape.targets").gauge().value() == 0);
        assertThat(fixture.events).contains(new StateEvent.TelemetryExpected(0, 50));
        int then = fixture.samples("good");
        scrape.appeared(new Target("other", fixture.url("/good")));
        await().until(() -> fixture.samples("other") >= 3);
        assertThat(fixture.samples("good")).isEqualTo(then);
    }

    @Test
    @DisplayName("the listener gets what was measured with the names of its container, and what is absent as unknown")
    void listens() {
        DirectScrape scrape = fixture.scrape(10, 4);
        scrape.start();
        scrape.appeared(new Target("u", "shop", "cart-1", "cart", fixture.url("/absent")));
        await().until(() -> !fixture.listened.isEmpty());
        ContainerSample heard = fixture.listened.element();
        assertThat(heard).isEqualTo(new ContainerSample("u", "shop", "cart-1", "cart", heard.sample()));
        assertThat(heard.sample().get(Signal.HEAP_GOAL)).isEqualTo(191_000_000);
        assertThat(heard.sample().has(Signal.ALLOCATED)).isFalse();
        assertThat(heard.sample().origin()).isEqualTo(Sample.Origin.SCRAPE);
    }

    @Test
    @DisplayName("of six due targets two are asked at once, the others when those are done")
    void concurrency() {
        DirectScrape scrape = fixture.scrape(10, 2);
        scrape.start();
        for (int i = 0; i < 6; i++) {
            scrape.appeared(new Target("held-" + i, fixture.url("/held")));
        }
        await().until(() -> fixture.inFlight.get() == 2);
        fixture.gate.release(1_000_000);
        for (int i = 0; i < 6; i++) {
            String uid = "held-" + i;
            await().until(() -> fixture.samples(uid) > 0);
        }
        assertThat(fixture.mostInFlight.get()).isEqualTo(2);
    }

    @Test
    @DisplayName("at most so many targets: further ones are counted and get a place that becomes free")
    void mostTargets() {
        DirectScrape scrape = fixture.scrape(1, 4);
        scrape.start();
        scrape.appeared(new Target("a", fixture.url("/good")));
        scrape.appeared(new Target("b", fixture.url("/good")));
        await().until(() -> fixture.samples("a") > 0
                && fixture.registry
                                .get("headroom.scrape.targets.dropped")
                                .gauge()
                                .value()
                        == 1);
        assertThat(fixture.samples("b")).isZero();
        assertThat(fixture.events).contains(new StateEvent.TelemetryExpected(2, 50));
        scrape.disappeared("a");
        await().until(() -> fixture.samples("b") > 0);
    }

    @Test
    @DisplayName("a target with a new address is asked there")
    void newAddress() {
        DirectScrape scrape = fixture.scrape(10, 4);
        scrape.start();
        scrape.appeared(new Target("a", fixture.url("/error")));
        await().until(() -> fixture.registry
                        .counter("headroom.scrape.scrapes", "result", "status")
                        .count()
                > 0);
        scrape.appeared(new Target("a", fixture.url("/good")));
        await().until(() -> fixture.samples("a") > 0);
    }
}
