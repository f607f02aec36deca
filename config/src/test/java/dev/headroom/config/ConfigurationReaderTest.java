package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.config.HeadroomConfiguration.DecisionLog;
import dev.headroom.config.HeadroomConfiguration.Scrape;
import dev.headroom.config.HeadroomConfiguration.Server;
import dev.headroom.config.HeadroomConfiguration.Unresolved;
import dev.headroom.config.HeadroomConfiguration.Wake;
import dev.headroom.predict.FeedbackSettings;
import dev.headroom.runtime.GuardPolicy;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.ProfileSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationReaderTest {

    private static final String HEAD = "apiVersion: headroom.dev/v1alpha1\nkind: HeadroomConfiguration\n";

    static HeadroomConfiguration read(String body) {
        ConfigurationResult result = ConfigurationReader.read(HEAD + body, FakePlugins.REGISTRY);
        assertThat(result).isInstanceOf(ConfigurationResult.Read.class);
        return ((ConfigurationResult.Read) result).configuration();
    }

    @Test
    void a_file_with_nothing_but_its_head_means_the_defaults() {
        HeadroomConfiguration configuration = read("");

        assertThat(configuration.server())
                .isEqualTo(new Server(
                        "127.0.0.1",
                        "127.0.0.1",
                        8888,
                        8889,
                        List.of(),
                        16_777_216,
                        Duration.ofSeconds(120),
                        Duration.ofSeconds(20)));
        assertThat(configuration.killSwitchFile()).isEmpty();
        assertThat(configuration.decisionLog()).isEqualTo(new DecisionLog("", 67_108_864, 2000));
        assertThat(configuration.unresolved()).isEqualTo(new Unresolved(true, Duration.ofSeconds(5), 16, 3));
        assertThat(configuration.wake()).isEqualTo(new Wake(true, 5, 5));
        assertThat(configuration.feedback()).isEqualTo(FeedbackSettings.DEFAULTS);
        assertThat(configuration.telemetry().scrape())
                .isEqualTo(new Scrape(true, Duration.ofSeconds(5), Duration.ofSeconds(2), 500, 16, 4_194_304));
        assertThat(configuration.pluginGuard()).isEqualTo(GuardPolicy.DEFAULT);
    }

    @Test
    void the_default_profile_serves_pods_of_the_scheduler_headroom() {
        ProfileSpec profile = read("").profiles().getFirst();

        assertThat(profile.schedulerName()).isEqualTo("headroom");
        assertThat(profile.mode()).isEqualTo(Mode.SCORE);
        assertThat(profile.extenderWeight()).isEqualTo(3);
        assertThat(profile.plugins())
                .extracting(plugin -> plugin.factory().name(), plugin -> plugin.weight())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("GcHeadroomFit", 1.0),
                        org.assertj.core.groups.Tuple.tuple("GcHeadroom", 6.0),
                        org.assertj.core.groups.Tuple.tuple("GcCpu", 1.0),
                        org.assertj.core.groups.Tuple.tuple("MemoryPressure", 1.0),
                        org.assertj.core.groups.Tuple.tuple("Balance", 0.5),
                        org.assertj.core.groups.Tuple.tuple("LeastRequested", 0.5));
    }

    @Test
    void every_key_that_is_given_takes_the_place_of_its_default() {
        HeadroomConfiguration configuration = read("""
                server: {host: "::1", opsHost: 0.0.0.0, verbsPort: 0, opsPort: 0, allowedHosts: [a.example, b], maxBodyBytes: 65536, idleTimeout: 2m, drainTimeout: 1s}
                killSwitchFile: /run/off
                decisionLog: {directory: /tmp/d, maxBytes: 68719476736, recent: 1}
                unresolved: {charge: false, expiry: 300ms, bestNodes: 1, scoredNodes: 2}
                wake: {enabled: false, perSecond: 100, mostPerPod: 1}
                feedback: {gain: 0.3, sensitivity: 0.9, window: 7, period: 1m, forget: 168h, evictionThresholdBytes: 0, largestBias: 0.05}
                telemetry: {scrape: {enabled: false, interval: 1m, timeout: 1m, maxTargets: 1, concurrency: 2, maxBodyBytes: 4096, names: ['HEAP_GOAL=goal_bytes{heap="all"}']}}
                pluginGuard: {budget: 7ms, faults: 1, firstPause: 1h, longestPause: 24h}
                profiles: [{schedulerName: "*", plugins: [{name: LeastRequested, weight: 0.5}]}]
                """);

        assertThat(configuration.server())
                .isEqualTo(new Server(
                        "::1",
                        "0.0.0.0",
                        0,
                        0,
                        List.of("a.example", "b"),
                        65_536,
                        Duration.ofSeconds(120),
                        Duration.ofSeconds(1)));
        assertThat(configuration.killSwitchFile()).isEqualTo("/run/off");
        assertThat(configuration.decisionLog()).isEqualTo(new DecisionLog("/tmp/d", 1L << 36, 1));
        assertThat(configuration.unresolved()).isEqualTo(new Unresolved(false, Duration.ofMillis(300), 1, 2));
        assertThat(configuration.wake()).isEqualTo(new Wake(false, 100, 1));
        assertThat(configuration.feedback()).isEqualTo(new FeedbackSettings(0.3, 0.9, 7, 60_000, 604_800_000, 0, 0.05));
        assertThat(configuration.telemetry().scrape())
                .isEqualTo(new Scrape(
                        false,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        1,
                        2,
                        4_096,
                        List.of("HEAP_GOAL=goal_bytes{heap=\"all\"}")));
        assertThat(configuration.pluginGuard())
                .isEqualTo(new GuardPolicy(Duration.ofMillis(7), 1, Duration.ofHours(1), Duration.ofHours(24)));
        assertThat(configuration.profiles().getFirst().schedulerName()).isEqualTo("*");
    }

    @Test
    void without_a_server_no_prometheus_is_asked_and_kubelets_are() {
        assertThat(read("").telemetry().prometheus()).isEqualTo(PrometheusSettings.of(""));
        assertThat(read("").telemetry().kubelet().enabled()).isEqualTo(KubeletSettings.When.AUTO);
        assertThat(read("").telemetry().kubelet().insecureSkipVerify()).isFalse();
    }

    @Test
    void every_key_of_a_monitoring_server_takes_the_place_of_its_default() {
        HeadroomConfiguration.Telemetry telemetry = read("""
                telemetry:
                  prometheus:
                    url: https://thanos.monitoring:9090/tenant
                    interval: 1m
                    timeout: 20s
                    connectTimeout: 1s
                    maxBytes: 65536
                    maxSeries: 100
                    series: raw
                    staleAfter: 5m
                    history: 192h
                    historyStep: 30s
                    historyTimeout: 1h
                    programJoin: instance
                    containerJoin: id
                    names: ['RESIDENT=app_rss_bytes{kind="all"}']
                    access: {bearerTokenFile: /t, caFile: /ca, certFile: /crt, keyFile: /key, headers: ["X-Scope-OrgID: a"]}
                    labels: {namespace: ns, pod: p, container: c, uid: u, id: i, instance: a, node: n}
                  kubelet: {enabled: always, interval: 15s, timeout: 5s, concurrency: 1, maxBodyBytes: 65536, cadvisor: false, tokenFile: "", caFile: /k, certFile: /c, keyFile: /s, insecureSkipVerify: true, names: [ANON=anon_bytes], labels: {namespace: ns, pod: p, container: c, id: cgroup}}
                """).telemetry();

        assertThat(telemetry.prometheus())
                .isEqualTo(new PrometheusSettings(
                        "https://thanos.monitoring:9090/tenant",
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(1),
                        65_536,
                        100,
                        PrometheusSettings.SeriesSource.RAW,
                        Duration.ofMinutes(5),
                        Duration.ofDays(8),
                        Duration.ofSeconds(30),
                        Duration.ofHours(1),
                        PrometheusSettings.SeriesJoin.INSTANCE,
                        PrometheusSettings.SeriesJoin.ID,
                        List.of("RESIDENT=app_rss_bytes{kind=\"all\"}"),
                        new PrometheusSettings.Access("/t", "", "", "/ca", "/crt", "/key", List.of("X-Scope-OrgID: a")),
                        new PrometheusSettings.Labels("ns", "p", "c", "u", "i", "a", "n")));
        assertThat(telemetry.kubelet())
                .isEqualTo(new KubeletSettings(
                        KubeletSettings.When.ALWAYS,
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(5),
                        1,
                        65_536,
                        false,
                        "",
                        "/k",
                        "/c",
                        "/s",
                        true,
                        List.of("ANON=anon_bytes"),
                        new KubeletSettings.Labels("ns", "p", "c", "cgroup")));
    }

    @Test
    void a_section_that_is_empty_means_its_defaults() {
        assertThat(read("server:\ntelemetry:\n  scrape:\n")).isEqualTo(read(""));
    }

    @Test
    void two_profiles_run_the_same_plugin_with_other_arguments() {
        List<ProfileSpec> profiles = read("""
                        profiles:
                          - {schedulerName: a, mode: Enforce, plugins: [{name: GcHeadroom, args: {quantile: 0.5, colour: dark_blue}}]}
                          - {schedulerName: b, plugins: [{name: GcHeadroom, args: {bytes: 1, count: -2, enabled: false, label: x}}]}
                        """).profiles();

        assertThat(profiles.get(0).mode()).isEqualTo(Mode.ENFORCE);
        assertThat(profiles.get(0).plugins().getFirst().arguments())
                .isEqualTo(new FakePlugins.Args(0.5, 3, 1L << 40, true, "a", FakePlugins.Colour.DARK_BLUE));
        assertThat(profiles.get(1).plugins().getFirst().arguments())
                .isEqualTo(new FakePlugins.Args(0.95, -2, 1, false, "x", FakePlugins.Colour.RED));
    }

    @Test
    void the_default_file_reads_back_to_what_an_empty_one_means() {
        ConfigurationResult result = ConfigurationReader.read(ConfigurationWriter.defaults(), FakePlugins.REGISTRY);

        assertThat(result).isEqualTo(new ConfigurationResult.Read(read("")));
    }

    @Test
    void every_key_of_the_types_is_a_setting() {
        assertThat(Settings.SERVER.keys()).containsExactlyElementsOf(components(Server.class));
        assertThat(Settings.DECISION_LOG.keys()).containsExactlyElementsOf(components(DecisionLog.class));
        assertThat(Settings.UNRESOLVED.keys()).containsExactlyElementsOf(components(Unresolved.class));
        assertThat(Settings.WAKE.keys()).containsExactlyElementsOf(components(Wake.class));
        assertThat(Settings.SCRAPE.keys()).containsExactlyElementsOf(components(Scrape.class));
        assertThat(Settings.PLUGIN_GUARD.keys()).containsExactlyElementsOf(components(GuardPolicy.class));
    }

    private static List<String> components(Class<? extends Record> type) {
        return java.util.Arrays.stream(type.getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .toList();
    }
}
