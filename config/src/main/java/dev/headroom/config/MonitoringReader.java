package dev.headroom.config;

import static dev.headroom.config.MonitoringSettings.*;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headroom.config.PrometheusSettings.Access;
import dev.headroom.config.PrometheusSettings.Labels;
import java.util.ArrayList;
import java.util.List;

/** Reads what the file says of servers that are asked for measurements. */
record MonitoringReader(Problems problems) {

    static List<String> prometheusKeys() {
        List<String> keys = new ArrayList<>(PROMETHEUS.keys());
        keys.addAll(List.of("access", "labels"));
        return keys;
    }

    static List<String> kubeletKeys() {
        List<String> keys = new ArrayList<>(KUBELET.keys());
        keys.add("labels");
        return keys;
    }

    static PrometheusSettings prometheusDefaults(String url) {
        if (!SERVER_URL.form().matcher(url).matches()) {
            throw new IllegalArgumentException(
                    "the address of a Prometheus is \"" + url + "\", allowed is " + SERVER_URL.allowed());
        }
        Problems none = new Problems();
        return new MonitoringReader(none).prometheus(nothing(none), url);
    }

    static KubeletSettings kubeletDefaults() {
        Problems none = new Problems();
        return new MonitoringReader(none).kubelet(nothing(none));
    }

    private static Section nothing(Problems problems) {
        return new Section("", MissingNode.getInstance(), problems);
    }

    PrometheusSettings prometheus(Section section) {
        return prometheus(section, section.get(URL));
    }

    private PrometheusSettings prometheus(Section section, String url) {
        PrometheusSettings read = new PrometheusSettings(
                url,
                section.get(INTERVAL),
                section.get(TIMEOUT),
                section.get(CONNECT_TIMEOUT),
                section.get(MAX_BYTES),
                section.get(MAX_SERIES),
                section.get(SERIES),
                section.get(STALE_AFTER),
                section.get(HISTORY),
                section.get(HISTORY_STEP),
                section.get(HISTORY_TIMEOUT),
                section.get(PROGRAM_JOIN),
                section.get(CONTAINER_JOIN),
                section.get(NAMES),
                access(section.child("access", ACCESS.keys())),
                labels(section.child("labels", LABELS.keys())));
        if (read.timeout().compareTo(read.interval()) > 0) {
            problems.add(
                    section.at("timeout"),
                    TIMEOUT.type().write(read.timeout()),
                    "at most the interval, " + INTERVAL.type().write(read.interval()));
        }
        if (read.connectTimeout().compareTo(read.timeout()) > 0) {
            problems.add(
                    section.at("connectTimeout"),
                    CONNECT_TIMEOUT.type().write(read.connectTimeout()),
                    "at most the timeout, " + TIMEOUT.type().write(read.timeout()));
        }
        return read;
    }

    private Access access(Section section) {
        Access access = new Access(
                section.get(BEARER_TOKEN_FILE),
                section.get(USERNAME),
                section.get(PASSWORD_FILE),
                section.get(CA_FILE),
                section.get(CERT_FILE),
                section.get(KEY_FILE),
                section.get(HEADERS));
        if (access.username().isEmpty() != access.passwordFile().isEmpty()) {
            problems.add(
                    section.at("passwordFile"), access.passwordFile(), "a file if and only if there is a username");
        }
        pair(section, access.certFile(), access.keyFile());
        if (!access.username().isEmpty() && !access.bearerTokenFile().isEmpty()) {
            problems.add(section.at("username"), access.username(), "nothing beside a bearerTokenFile");
        }
        return access;
    }

    private static Labels labels(Section section) {
        return new Labels(
                section.get(LABEL_NAMESPACE),
                section.get(LABEL_POD),
                section.get(LABEL_CONTAINER),
                section.get(LABEL_UID),
                section.get(LABEL_ID),
                section.get(LABEL_INSTANCE),
                section.get(LABEL_NODE));
    }

    private static KubeletSettings.Labels kubeletLabels(Section section) {
        return new KubeletSettings.Labels(
                section.get(KUBELET_NAMESPACE),
                section.get(KUBELET_POD),
                section.get(KUBELET_CONTAINER),
                section.get(KUBELET_ID));
    }

    KubeletSettings kubelet(Section section) {
        KubeletSettings read = new KubeletSettings(
                section.get(KUBELET_ENABLED),
                section.get(KUBELET_INTERVAL),
                section.get(KUBELET_TIMEOUT),
                section.get(KUBELET_CONCURRENCY),
                section.get(KUBELET_BYTES),
                section.get(KUBELET_CADVISOR),
                section.get(KUBELET_TOKEN),
                section.get(KUBELET_CA),
                section.get(CERT_FILE),
                section.get(KEY_FILE),
                section.get(KUBELET_INSECURE),
                section.get(KUBELET_NAMES),
                kubeletLabels(section.child("labels", KUBELET_LABELS.keys())));
        if (read.timeout().compareTo(read.interval()) > 0) {
            problems.add(
                    section.at("timeout"),
                    KUBELET_TIMEOUT.type().write(read.timeout()),
                    "at most the interval, " + KUBELET_INTERVAL.type().write(read.interval()));
        }
        pair(section, read.certFile(), read.keyFile());
        return read;
    }

    private void pair(Section section, String certFile, String keyFile) {
        if (certFile.isEmpty() != keyFile.isEmpty()) {
            problems.add(section.at("keyFile"), keyFile, "a file if and only if there is a certFile");
        }
    }
}
