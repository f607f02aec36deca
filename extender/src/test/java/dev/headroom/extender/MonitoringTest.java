package dev.headroom.extender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.config.ConfigurationReader;
import dev.headroom.config.ConfigurationResult;
import dev.headroom.config.HeadroomConfiguration.Telemetry;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.extender.state.StateEvent.TelemetryExpected;
import dev.headroom.extender.telemetry.join.PodRef;
import dev.headroom.predict.Sample.Origin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitoringTest {

    private final List<StateEvent> events = new ArrayList<>();

    @Test
    void of_a_prometheus_both_what_programs_say_and_what_kubelets_account_is_expected_of_every_pod() {
        appeared("prometheus: {url: \"http://localhost:9\", interval: 20s}");
        assertThat(events)
                .contains(
                        new TelemetryExpected(Origin.PROMETHEUS, 2, 20_000),
                        new TelemetryExpected(Origin.KUBELET, 2, 20_000));
    }

    @Test
    void of_kubelets_their_account_is_expected_in_their_own_interval() {
        appeared("kubelet: {enabled: always, caFile: \"\", tokenFile: \"\", interval: 15s}");
        assertThat(events)
                .contains(new TelemetryExpected(Origin.KUBELET, 2, 15_000))
                .noneMatch(event -> event instanceof TelemetryExpected expected && expected.origin() != Origin.KUBELET);
    }

    @Test
    void of_both_each_is_expected_in_its_own_interval() {
        appeared("prometheus: {url: \"http://localhost:9\", interval: 20s}\n"
                + "  kubelet: {enabled: always, caFile: \"\", tokenFile: \"\", interval: 15s}");
        assertThat(events)
                .contains(
                        new TelemetryExpected(Origin.PROMETHEUS, 2, 20_000),
                        new TelemetryExpected(Origin.KUBELET, 2, 15_000));
    }

    @Test
    void nothing_is_expected_of_nobody() {
        appeared("kubelet: {enabled: never}");
        assertThat(events).isEmpty();
    }

    private void appeared(String telemetry) {
        try (Monitoring monitoring =
                new Monitoring(settings(telemetry), events::add, () -> Instant.EPOCH, new SimpleMeterRegistry())) {
            monitoring.podAppeared(new PodRef("u1", "shop", "cart-0", "n1", List.of("main"), 0), "");
            monitoring.podAppeared(new PodRef("u2", "shop", "cart-1", "n1", List.of("main"), 0), "");
        }
    }

    static Telemetry settings(String telemetry) {
        String file = "apiVersion: headroom.dev/v1alpha1\nkind: HeadroomConfiguration\n"
                + "telemetry:\n  " + telemetry + "\n"
                + "profiles: [{schedulerName: headroom, plugins: [{name: GcHeadroom}]}]\n";
        return switch (ConfigurationReader.read(file, PluginCatalog.registry())) {
            case ConfigurationResult.Read read -> read.configuration().telemetry();
            case ConfigurationResult.Refused refused ->
                throw new IllegalArgumentException(refused.problems().toString());
        };
    }
}
