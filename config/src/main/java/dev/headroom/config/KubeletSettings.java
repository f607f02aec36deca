package dev.headroom.config;

import java.time.Duration;
import java.util.List;

/**
 * How kubelets are asked for what they measure.
 *
 * @param interval between two rounds of one node
 * @param timeout of one answer, connection included
 * @param concurrency how many nodes are asked at once
 * @param maxBodyBytes a longer answer is dropped and counted
 * @param cadvisor whether {@code /metrics/cadvisor} is read beside {@code /metrics/resource}: RSS and PSI stand there only
 * @param tokenFile read anew for each request; empty for none
 * @param caFile whose certificates are believed, in PEM; empty for those that the JVM believes
 * @param certFile the certificate to show to a kubelet that asks for one, in PEM, with {@code keyFile}
 * @param insecureSkipVerify whether any certificate is believed
 * @param names {@code SIGNAL=metric} or {@code SIGNAL=metric{label="value"}}, before the known names
 */
public record KubeletSettings(
        When enabled,
        Duration interval,
        Duration timeout,
        int concurrency,
        int maxBodyBytes,
        boolean cadvisor,
        String tokenFile,
        String caFile,
        String certFile,
        String keyFile,
        boolean insecureSkipVerify,
        List<String> names,
        Labels labels) {

    public KubeletSettings {
        names = List.copyOf(names);
    }

    /**
     * How the labels are named that say what a series is about.
     *
     * @param id the path of the container's cgroup
     */
    public record Labels(String namespace, String pod, String container, String id) {}

    /** When kubelets are asked. */
    public enum When {
        /** If no Prometheus is named. */
        AUTO,
        ALWAYS,
        NEVER
    }

    /** What holds where a file says nothing. */
    public static KubeletSettings byDefault() {
        return MonitoringReader.kubeletDefaults();
    }
}
