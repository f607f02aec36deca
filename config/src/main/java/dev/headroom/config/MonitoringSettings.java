package dev.headroom.config;

import static dev.headroom.config.Setting.optional;

import dev.headroom.config.KubeletSettings.When;
import dev.headroom.config.PrometheusSettings.SeriesJoin;
import dev.headroom.config.PrometheusSettings.SeriesSource;
import dev.headroom.predict.Signal;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Keys of {@code telemetry.prometheus} and {@code telemetry.kubelet}. */
final class MonitoringSettings {

    static final Text SERVER_URL = new Text(
            "empty, or http://HOST or https://HOST with a port and a path where needed, without user, query and fragment",
            "|https?://[A-Za-z0-9\\[][A-Za-z0-9.:\\[\\]_-]{0,252}(/[A-Za-z0-9._~/%-]{0,1000})?");
    static final Text LABEL = new Text("a label's name", "[a-zA-Z_][a-zA-Z0-9_]{0,127}");
    private static final String LABEL_FORM = "[a-zA-Z_][a-zA-Z0-9_]*=\"[^\"\\\\\\p{Cntrl}]*\"";
    static final Text NAME = name(signal -> true);
    static final Text HEADER = new Text(
            "Name: value, and not one of Authorization, Host, Content-Length, Connection",
            "(?i)(?!(authorization|host|content-length|connection):)[a-z0-9-]{1,64}: ?[^\\p{Cntrl}]{1,1024}");

    static final Setting<String> URL =
            optional("url", SERVER_URL, "", "Where the API is, without /api/v1; empty for no Prometheus.");
    static final Setting<Duration> INTERVAL = optional(
            "interval",
            new Span(Duration.ofSeconds(10), Duration.ofMinutes(10)),
            Duration.ofSeconds(30),
            "Time between two rounds of at most 12 queries.");
    static final Setting<Duration> TIMEOUT = optional(
            "timeout",
            new Span(Duration.ofMillis(100), Duration.ofMinutes(2)),
            Duration.ofSeconds(10),
            "After which a query is given up, here and at the server.");
    static final Setting<Duration> CONNECT_TIMEOUT = optional(
            "connectTimeout",
            new Span(Duration.ofMillis(50), Duration.ofMinutes(1)),
            Duration.ofSeconds(2),
            "After which an attempt to connect is given up; at most the timeout.");
    static final Setting<Integer> MAX_BYTES = optional(
            "maxBytes",
            WholeNumber.ints(65_536, 268_435_456),
            20_000_000,
            "What all answers of a round may have, in bytes on the wire. What does not fit waits for another round.");
    static final Setting<Integer> MAX_SERIES = optional(
            "maxSeries",
            WholeNumber.ints(100, 10_000_000),
            1_000_000,
            "How many series an answer may have; a longer one is dropped and counted.");
    static final Setting<SeriesSource> SERIES = optional(
            "series",
            new Choice<>(SeriesSource.class),
            SeriesSource.AUTO,
            "recorded reads what the rules of deploy/prometheus record, raw what exporters say, auto the former where it is there.");
    static final Setting<Duration> STALE_AFTER = optional(
            "staleAfter",
            new Span(Duration.ofSeconds(15), Duration.ofMinutes(30)),
            Duration.ofMinutes(2),
            "An older measurement is dropped and counted.");
    static final Setting<Duration> HISTORY = optional(
            "history",
            new Span(Duration.ZERO, Duration.ofHours(192)),
            Duration.ofHours(24),
            "How much of the past is read at start; 0ms for nothing.");
    static final Setting<Duration> HISTORY_STEP = optional(
            "historyStep",
            new Span(Duration.ofSeconds(30), Duration.ofHours(1)),
            Duration.ofMinutes(1),
            "Shortest time between two instants of the past; longer where there are many containers.");
    static final Setting<Duration> HISTORY_TIMEOUT = optional(
            "historyTimeout",
            new Span(Duration.ofSeconds(1), Duration.ofHours(1)),
            Duration.ofMinutes(2),
            "How long reading the past may take; the oldest part of what does not fit is left out.");
    static final Setting<SeriesJoin> PROGRAM_JOIN = optional(
            "programJoin",
            new Choice<>(SeriesJoin.class),
            SeriesJoin.POD,
            "By what programs' series are matched to pods: pod (namespace, pod, container), uid, id (the cgroup's path), instance (the address).");
    static final Setting<SeriesJoin> CONTAINER_JOIN = optional(
            "containerJoin", new Choice<>(SeriesJoin.class), SeriesJoin.POD, "The same for the kubelet's series.");
    static final Setting<List<String>> NAMES = optional(
            "names",
            new ListOf<>(NAME, 64),
            List.of(),
            "Metrics with other names than the known ones, which they go before.");
    static final Group PROMETHEUS = Group.of(
            "telemetry.prometheus",
            "A server with the HTTP API of Prometheus.",
            URL,
            INTERVAL,
            TIMEOUT,
            CONNECT_TIMEOUT,
            MAX_BYTES,
            MAX_SERIES,
            SERIES,
            STALE_AFTER,
            HISTORY,
            HISTORY_STEP,
            HISTORY_TIMEOUT,
            PROGRAM_JOIN,
            CONTAINER_JOIN,
            NAMES);

    static final Setting<String> BEARER_TOKEN_FILE = optional(
            "bearerTokenFile", Text.ANY, "", "A file with a bearer token, read anew for each query; empty for none.");
    static final Setting<String> USERNAME =
            optional("username", Text.ANY, "", "For basic authentication; empty for none.");
    static final Setting<String> PASSWORD_FILE =
            optional("passwordFile", Text.ANY, "", "A file with its password, read anew for each query.");
    static final Setting<String> CA_FILE = optional(
            "caFile",
            Text.ANY,
            "",
            "Certificates in PEM of the authorities that are believed; empty for those that the JVM believes.");
    static final Setting<String> CERT_FILE = optional(
            "certFile",
            Text.ANY,
            "",
            "The certificate that is shown to a server that asks for one, in PEM, read again when it changes; empty for none.");
    static final Setting<String> KEY_FILE =
            optional("keyFile", Text.ANY, "", "Its private key in PEM, without a password; with certFile.");
    static final Setting<List<String>> HEADERS = optional(
            "headers", new ListOf<>(HEADER, 16), List.of(), "More headers, such as \"X-Scope-OrgID: tenant\".");
    static final Group ACCESS = Group.of(
            "telemetry.prometheus.access",
            "What the server asks for.",
            BEARER_TOKEN_FILE,
            USERNAME,
            PASSWORD_FILE,
            CA_FILE,
            CERT_FILE,
            KEY_FILE,
            HEADERS);

    static final Setting<String> LABEL_NAMESPACE = label("namespace", "The pod's namespace.");
    static final Setting<String> LABEL_POD = label("pod", "The pod's name.");
    static final Setting<String> LABEL_CONTAINER = label("container", "The container's name.");
    static final Setting<String> LABEL_UID = label("uid", "The pod's UID.");
    static final Setting<String> LABEL_ID = label("id", "The path of the container's cgroup.");
    static final Setting<String> LABEL_INSTANCE = label("instance", "The address that was scraped.");
    static final Setting<String> LABEL_NODE = label("node", "The node's name.");
    static final Group LABELS = Group.of(
            "telemetry.prometheus.labels",
            "How the labels are named that say what a series is about.",
            LABEL_NAMESPACE,
            LABEL_POD,
            LABEL_CONTAINER,
            LABEL_UID,
            LABEL_ID,
            LABEL_INSTANCE,
            LABEL_NODE);

    private static final String SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/";

    static final Setting<When> KUBELET_ENABLED = optional(
            "enabled",
            new Choice<>(When.class),
            When.AUTO,
            "auto asks kubelets if no Prometheus is named. They want the right to get nodes/metrics.");
    static final Setting<Duration> KUBELET_INTERVAL = optional(
            "interval",
            new Span(Duration.ofSeconds(5), Duration.ofMinutes(10)),
            Duration.ofSeconds(30),
            "Time between two rounds of one node.");
    static final Setting<Duration> KUBELET_TIMEOUT = optional(
            "timeout",
            new Span(Duration.ofMillis(100), Duration.ofMinutes(1)),
            Duration.ofSeconds(10),
            "After which an answer is given up; at most the interval.");
    static final Setting<Integer> KUBELET_CONCURRENCY =
            optional("concurrency", WholeNumber.ints(1, 256), 8, "How many nodes are asked at once.");
    static final Setting<Integer> KUBELET_BYTES = optional(
            "maxBodyBytes",
            WholeNumber.ints(65_536, 67_108_864),
            16_777_216,
            "A longer answer is dropped and counted, in bytes.");
    static final Setting<Boolean> KUBELET_CADVISOR = optional(
            "cadvisor", new Flag(), true, "Whether /metrics/cadvisor is read, too: RSS and PSI stand there only.");
    static final Setting<String> KUBELET_TOKEN = optional(
            "tokenFile",
            Text.ANY,
            SERVICE_ACCOUNT + "token",
            "A file with a bearer token, read anew for each request; empty for none.");
    static final Setting<String> KUBELET_CA = optional(
            "caFile",
            Text.ANY,
            SERVICE_ACCOUNT + "ca.crt",
            "Certificates in PEM of the authorities that are believed; empty for those that the JVM believes.");
    static final Setting<Boolean> KUBELET_INSECURE = optional(
            "insecureSkipVerify",
            new Flag(),
            false,
            "Whether any certificate is believed, as of kubelets that sign their own: whoever stands between can read the token.");
    static final Setting<List<String>> KUBELET_NAMES = optional(
            "names",
            new ListOf<>(name(Signal::isFromKernel), 64),
            List.of(),
            "Metrics with other names than those of cAdvisor and the kubelet, which they go before.");
    static final Group KUBELET = Group.of(
            "telemetry.kubelet",
            "The kubelets' own metrics, for clusters without a Prometheus.",
            KUBELET_ENABLED,
            KUBELET_INTERVAL,
            KUBELET_TIMEOUT,
            KUBELET_CONCURRENCY,
            KUBELET_BYTES,
            KUBELET_CADVISOR,
            KUBELET_TOKEN,
            KUBELET_CA,
            CERT_FILE,
            KEY_FILE,
            KUBELET_INSECURE,
            KUBELET_NAMES);

    static final Setting<String> KUBELET_NAMESPACE = label("namespace", "The pod's namespace.");
    static final Setting<String> KUBELET_POD = label("pod", "The pod's name.");
    static final Setting<String> KUBELET_CONTAINER = label("container", "The container's name.");
    static final Setting<String> KUBELET_ID = label("id", "The path of the container's cgroup.");
    static final Group KUBELET_LABELS = Group.of(
            "telemetry.kubelet.labels",
            "How the labels are named that say what a series is about.",
            KUBELET_NAMESPACE,
            KUBELET_POD,
            KUBELET_CONTAINER,
            KUBELET_ID);

    private MonitoringSettings() {}

    /** A metric's name for one of some signals. */
    static Text name(Predicate<Signal> may) {
        List<String> signals =
                Stream.of(Signal.values()).filter(may).map(Signal::name).toList();
        return new Text(
                "SIGNAL=metric or SIGNAL=metric{label=\"value\",...}, SIGNAL being one of "
                        + String.join(", ", signals),
                "(" + String.join("|", signals) + ")=[a-zA-Z_:][a-zA-Z0-9_:]{0,200}([{]" + LABEL_FORM + "(,"
                        + LABEL_FORM + ")*[}])?");
    }

    private static Setting<String> label(String name, String meaning) {
        return optional(name, LABEL, name, meaning);
    }
}
