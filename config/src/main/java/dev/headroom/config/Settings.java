package dev.headroom.config;

import static dev.headroom.config.Setting.optional;
import static dev.headroom.config.Setting.required;

import dev.headroom.runtime.GuardPolicy;
import dev.headroom.runtime.Mode;
import java.time.Duration;
import java.util.List;

/** Every key of the file with its type, bounds, default and meaning. */
final class Settings {

    static final Text HOST = new Text("a host name or an IP address", "[A-Za-z0-9:][A-Za-z0-9.:-]{0,252}");
    static final Text SCHEDULER_NAME = new Text(
            "a scheduler's name (lower-case letters, digits, - and .) or \"*\"",
            "[*]|[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    static final Setting<String> API_VERSION = required(
            "apiVersion",
            Text.exactly("headroom.dev/v1alpha1"),
            "headroom.dev/v1alpha1",
            "The version of this format.");
    static final Setting<String> KIND =
            required("kind", Text.exactly("HeadroomConfiguration"), "HeadroomConfiguration", "What this file is.");
    static final Setting<String> KILL_SWITCH = optional(
            "killSwitchFile",
            Text.ANY,
            "",
            "While this file exists every profile answers as in mode observe; looked at every 200 ms; empty for none.");
    static final Group ROOT = Group.of("", "", API_VERSION, KIND, KILL_SWITCH);

    static final Setting<String> LISTEN = optional(
            "host",
            HOST,
            "127.0.0.1",
            "Address that kube-scheduler calls. Loopback, for nobody authenticates the caller.");
    static final Setting<String> OPS_LISTEN = optional(
            "opsHost",
            HOST,
            "127.0.0.1",
            "Address for metrics, health and the page. A kubelet's probe and a scrape come to the pod's address: for them "
                    + "use 0.0.0.0, or :: in an IPv6 cluster, and let nobody else reach it.");
    static final Setting<Integer> VERBS_PORT =
            optional("verbsPort", WholeNumber.ints(0, 65_535), 8888, "Port for kube-scheduler; 0 picks a free one.");
    static final Setting<Integer> OPS_PORT = optional(
            "opsPort", WholeNumber.ints(0, 65_535), 8889, "Port for metrics, health and the page; 0 picks a free one.");
    static final Setting<List<String>> ALLOWED_HOSTS = optional(
            "allowedHosts",
            new ListOf<>(HOST, 64),
            List.of(),
            "Host headers that the operations port answers, beside the loopback names.");
    static final Setting<Integer> BODY_BYTES = optional(
            "maxBodyBytes",
            WholeNumber.ints(65_536, 268_435_456),
            16_777_216,
            "Largest request body that a verb reads, in bytes.");
    static final Setting<Duration> IDLE_TIMEOUT = optional(
            "idleTimeout",
            new Span(
                    Duration.ofSeconds(91),
                    Duration.ofHours(1),
                    "kube-scheduler keeps idle connections for 90 s and its call fails on one that the server closes"),
            Duration.ofSeconds(120),
            "After which an unused connection is closed.");
    static final Setting<Duration> DRAIN_TIMEOUT = optional(
            "drainTimeout",
            new Span(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(24),
                    "with 1 s of margin and 5 s for closing the rest it must end within the 30 s after which Kubernetes kills it"),
            Duration.ofSeconds(20),
            "How long a stopping process goes on answering requests in flight.");
    static final Group SERVER = Group.of(
            "server",
            "Where Headroom listens.",
            LISTEN,
            OPS_LISTEN,
            VERBS_PORT,
            OPS_PORT,
            ALLOWED_HOSTS,
            BODY_BYTES,
            IDLE_TIMEOUT,
            DRAIN_TIMEOUT);

    static final Setting<String> LOG_DIRECTORY = optional(
            "directory", Text.ANY, "", "Where explanations outlive the process; empty keeps them in memory only.");
    static final Setting<Long> LOG_BYTES = optional(
            "maxBytes",
            WholeNumber.longs(1 << 20, 1L << 36),
            67_108_864L,
            "Bound of what lies in the directory, in bytes.");
    static final Setting<Integer> LOG_RECENT =
            optional("recent", WholeNumber.ints(1, 10_000), 2_000, "How many decisions are kept in memory.");
    static final Group DECISION_LOG =
            Group.of("decisionLog", "What was decided and why.", LOG_DIRECTORY, LOG_BYTES, LOG_RECENT);

    static final Setting<Boolean> CHARGE = optional(
            "charge",
            new Flag(),
            true,
            "Whether a pod that was answered counts on the nodes it may have gone to until the watch shows it.");
    static final Setting<Duration> EXPIRY = optional(
            "expiry",
            new Span(Duration.ofMillis(100), Duration.ofMinutes(5)),
            Duration.ofSeconds(5),
            "After which such a pod no longer counts.");
    static final Setting<Integer> BEST_NODES = optional(
            "bestNodes",
            WholeNumber.ints(1, 1_000),
            16,
            "To how many nodes filter shortens its answer in mode enforce.");
    static final Setting<Integer> SCORED_NODES = optional(
            "scoredNodes",
            WholeNumber.ints(1, 100),
            3,
            "How many of the best nodes of an answer are charged in mode score.");
    static final Group UNRESOLVED = Group.of(
            "unresolved",
            "A burst of pods is faster than the watch: pods that were answered and not yet seen on a node.",
            CHARGE,
            EXPIRY,
            BEST_NODES,
            SCORED_NODES);

    static final Setting<Boolean> WAKE_ENABLED = optional(
            "enabled",
            new Flag(),
            true,
            "Whether it does so. It needs the ClusterRole headroom:wake; without it pods are only counted.");
    static final Setting<Integer> WAKES_PER_SECOND =
            optional("perSecond", WholeNumber.ints(1, 100), 5, "How many pods are touched per second.");
    static final Setting<Integer> WAKES_PER_POD =
            optional("mostPerPod", WholeNumber.ints(1, 5), 5, "How often one pod is touched.");
    static final Group WAKE = Group.of(
            "wake",
            "A pod that only Headroom refuses is tried again when a node has room although nothing happened in the "
                    + "cluster: Headroom touches it by a condition in its status.",
            WAKE_ENABLED,
            WAKES_PER_SECOND,
            WAKES_PER_POD);

    static final Setting<Boolean> SCRAPE_ENABLED =
            optional("enabled", new Flag(), true, "Whether annotated pods are scraped.");
    static final Setting<Duration> SCRAPE_INTERVAL = optional(
            "interval",
            new Span(Duration.ofSeconds(1), Duration.ofMinutes(10)),
            Duration.ofSeconds(5),
            "Time between two scrapes of a pod.");
    static final Setting<Duration> SCRAPE_TIMEOUT = optional(
            "timeout",
            new Span(Duration.ofMillis(50), Duration.ofMinutes(1)),
            Duration.ofSeconds(2),
            "After which a scrape is given up; at most the interval.");
    static final Setting<Integer> TARGETS =
            optional("maxTargets", WholeNumber.ints(1, 100_000), 500, "Further pods are left out and counted.");
    static final Setting<Integer> CONCURRENCY =
            optional("concurrency", WholeNumber.ints(1, 256), 16, "How many scrapes run at once.");
    static final Setting<Integer> SCRAPE_BYTES = optional(
            "maxBodyBytes",
            WholeNumber.ints(4_096, 67_108_864),
            4_194_304,
            "A longer answer is dropped and counted, in bytes.");
    static final Setting<List<String>> SCRAPE_NAMES = optional(
            "names",
            new ListOf<>(MonitoringSettings.name(signal -> !signal.isFromKernel()), 64),
            List.of(),
            "Metrics of programs with other names than the known ones, which they go before.");
    static final Group SCRAPE = Group.of(
            "telemetry.scrape",
            "Direct scrape of pods annotated with prometheus.io/scrape: \"true\".",
            SCRAPE_ENABLED,
            SCRAPE_INTERVAL,
            SCRAPE_TIMEOUT,
            TARGETS,
            CONCURRENCY,
            SCRAPE_BYTES,
            SCRAPE_NAMES);

    static final Setting<Duration> BUDGET = optional(
            "budget",
            new Span(Duration.ofMillis(1), Duration.ofSeconds(1)),
            GuardPolicy.DEFAULT.budget(),
            "How long one pass over all nodes of a request may take.");
    static final Setting<Integer> FAULTS = optional(
            "faults",
            WholeNumber.ints(1, 1_000),
            GuardPolicy.DEFAULT.faults(),
            "How many passes in a row may fail or overrun before the plugin is taken out.");
    static final Setting<Duration> FIRST_PAUSE = optional(
            "firstPause",
            new Span(Duration.ofSeconds(1), Duration.ofHours(1)),
            GuardPolicy.DEFAULT.firstPause(),
            "How long it is left out; doubled each time the next trial fails too.");
    static final Setting<Duration> LONGEST_PAUSE = optional(
            "longestPause",
            new Span(Duration.ofSeconds(1), Duration.ofHours(24)),
            GuardPolicy.DEFAULT.longestPause(),
            "Where the doubling ends; at least firstPause.");
    static final Group PLUGIN_GUARD = Group.of(
            "pluginGuard", "When a plugin that fails is taken out.", BUDGET, FAULTS, FIRST_PAUSE, LONGEST_PAUSE);

    static final Setting<String> SCHEDULER = required(
            "schedulerName", SCHEDULER_NAME, "*", "Whose pods it serves; \"*\" for all that no other profile names.");
    static final Setting<Mode> MODE = optional(
            "mode",
            new Choice<>(Mode.class),
            Mode.SCORE,
            "observe answers neutrally, score steers and refuses nothing, enforce also refuses nodes.");
    static final Setting<Integer> EXTENDER_WEIGHT = optional(
            "extenderWeight",
            WholeNumber.ints(1, 1_000_000),
            3,
            "The weight in kube-scheduler's extender entry, for explanations only.");
    static final Group PROFILE = Group.of(
            "profiles[]",
            "A profile runs plugins for the pods of one scheduler. 1 to 64; schedulerName is unique.",
            SCHEDULER,
            MODE,
            EXTENDER_WEIGHT);

    static final Setting<String> PLUGIN_NAME = required("name", Text.ANY, "", "A plugin's name.");
    static final Setting<Double> PLUGIN_WEIGHT =
            optional("weight", new Decimal(0, 1_000_000), 1.0, "Share of its score in the profile's.");
    static final Group PLUGIN = Group.of(
            "profiles[].plugins[]",
            "1 to 64 per profile, each plugin once; filters run in this order. args depends on the plugin.",
            PLUGIN_NAME,
            PLUGIN_WEIGHT);

    /** In the order of the default file. */
    static final List<Group> GROUPS = List.of(
            ROOT,
            SERVER,
            DECISION_LOG,
            UNRESOLVED,
            WAKE,
            SCRAPE,
            MonitoringSettings.PROMETHEUS,
            MonitoringSettings.ACCESS,
            MonitoringSettings.LABELS,
            MonitoringSettings.KUBELET,
            MonitoringSettings.KUBELET_LABELS,
            FeedbackReader.FEEDBACK,
            QosResponseReader.QOS_RESPONSE,
            PLUGIN_GUARD,
            PROFILE,
            PLUGIN);

    private Settings() {}
}
