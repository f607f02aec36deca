package dev.headroom.extender.demo;

import dev.headroom.api.PluginFactory;
import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.config.KubeletSettings;
import dev.headroom.config.PrometheusSettings;
import dev.headroom.predict.FeedbackSettings;
import dev.headroom.predict.QosResponseSettings;
import dev.headroom.runtime.GuardPolicy;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.PluginRegistry;
import dev.headroom.runtime.PluginSpec;
import dev.headroom.runtime.ProfileSpec;
import java.time.Duration;
import java.util.List;

/**
 * The configuration of the demo: the defaults of a real installation, on loopback, without scrapes, and with a second
 * profile in mode enforce for the services that ask for it.
 */
final class DemoConfiguration {

    /** A pass that a busy machine holds up must not take a plugin out: then equal seeds would place differently. */
    private static final GuardPolicy PATIENT =
            new GuardPolicy(Duration.ofSeconds(5), 5, Duration.ofSeconds(30), Duration.ofMinutes(10));

    private static final int MEBIBYTE = 1 << 20;

    private DemoConfiguration() {}

    /** @param opsPort where the page shall be; the verbs get a free port */
    static HeadroomConfiguration of(int opsPort, PluginRegistry registry) {
        return new HeadroomConfiguration(
                new HeadroomConfiguration.Server(
                        "127.0.0.1",
                        "127.0.0.1",
                        0,
                        opsPort,
                        List.of(),
                        32 * MEBIBYTE,
                        Duration.ofSeconds(120),
                        Duration.ofSeconds(5)),
                "",
                new HeadroomConfiguration.DecisionLog("", 64 * MEBIBYTE, 2_000),
                new HeadroomConfiguration.Unresolved(true, Duration.ofSeconds(5), 16, 3),
                new HeadroomConfiguration.Wake(false, 1, 1),
                new HeadroomConfiguration.Telemetry(
                        new HeadroomConfiguration.Scrape(
                                false, Duration.ofSeconds(5), Duration.ofSeconds(2), 1, 1, MEBIBYTE),
                        PrometheusSettings.of(""),
                        KubeletSettings.byDefault()),
                FeedbackSettings.DEFAULTS,
                QosResponseSettings.DEFAULTS,
                PATIENT,
                List.of(
                        profile(WorkloadCatalog.SCORED, Mode.SCORE, registry),
                        profile(WorkloadCatalog.ENFORCED, Mode.ENFORCE, registry)));
    }

    private static ProfileSpec profile(String schedulerName, Mode mode, PluginRegistry registry) {
        return new ProfileSpec(
                schedulerName,
                mode,
                SimulatedScheduler.EXTENDER_WEIGHT,
                List.of(plugin("GcHeadroomFit", 0, registry), plugin("GcHeadroom", 1, registry)));
    }

    private static PluginSpec<?> plugin(String name, double weight, PluginRegistry registry) {
        return withDefaults(
                registry.find(name).orElseThrow(() -> new IllegalStateException("No plugin is named " + name)), weight);
    }

    private static <A extends Record> PluginSpec<A> withDefaults(PluginFactory<A> factory, double weight) {
        return new PluginSpec<>(factory, weight, factory.defaults());
    }
}
