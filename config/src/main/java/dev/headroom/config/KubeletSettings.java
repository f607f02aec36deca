package dev.headroom.config;

import java.time.Duration;

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
 * @param insecureSkipVerify whether any certificate is believed
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
        boolean insecureSkipVerify) {

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
