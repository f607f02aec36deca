package dev.headroom.config;

import java.time.Duration;
import java.util.List;

/**
 * How a Prometheus is asked.
 *
 * @param url where its API is, without {@code /api/v1}; empty for none
 * @param interval between two rounds of queries
 * @param timeout of one query, connection and whole answer included
 * @param maxBytes of all answers of a round, as they come over the wire
 * @param maxSeries of one answer
 * @param staleAfter an older measurement is dropped and counted
 * @param history how far back the past is read at start; 0 for not at all
 * @param historyStep shortest time between two instants of the past
 * @param historyTimeout how long reading the past may take; then the rest of it is left out
 * @param names {@code SIGNAL=metric} or {@code SIGNAL=metric{label="value"}}, before the known names
 */
public record PrometheusSettings(
        String url,
        Duration interval,
        Duration timeout,
        Duration connectTimeout,
        int maxBytes,
        int maxSeries,
        SeriesSource series,
        Duration staleAfter,
        Duration history,
        Duration historyStep,
        Duration historyTimeout,
        SeriesJoin programJoin,
        SeriesJoin containerJoin,
        List<String> names,
        Access access,
        Labels labels) {

    public PrometheusSettings {
        names = List.copyOf(names);
    }

    /** Which series are read. */
    public enum SeriesSource {
        /** Those of Headroom's recording rules if there are any, else the exporters'. */
        AUTO,
        /** Those of Headroom's recording rules. */
        RECORDED,
        /** Those of the exporters. */
        RAW
    }

    /** By what a series is matched to a pod. */
    public enum SeriesJoin {
        /** The labels for namespace, pod and container. */
        POD,
        /** The labels for the pod's UID and the container. */
        UID,
        /** The path of the container's cgroup, in which the pod's UID stands. */
        ID,
        /** The address that was scraped: the pod's. */
        INSTANCE
    }

    /**
     * What the server asks for; an empty text is nothing.
     *
     * @param bearerTokenFile read anew for each query
     * @param username for basic authentication, with {@code passwordFile}
     * @param caFile whose certificates are believed, in PEM; empty for those that the JVM believes
     * @param certFile the certificate to show to a server that asks for one, in PEM, with {@code keyFile}
     * @param headers more of them, each {@code Name: value}
     */
    public record Access(
            String bearerTokenFile,
            String username,
            String passwordFile,
            String caFile,
            String certFile,
            String keyFile,
            List<String> headers) {

        public Access {
            headers = List.copyOf(headers);
        }
    }

    /** How the labels are named that say what a series is about. */
    public record Labels(
            String namespace, String pod, String container, String uid, String id, String instance, String node) {}

    /**
     * The defaults with this server; empty for none.
     *
     * @throws IllegalArgumentException if the URL cannot be one; says what is allowed
     */
    public static PrometheusSettings of(String url) {
        return MonitoringReader.prometheusDefaults(url);
    }

    /** The same with another past. */
    public PrometheusSettings withHistory(Duration length, Duration step, Duration patience) {
        return new PrometheusSettings(
                url,
                interval,
                timeout,
                connectTimeout,
                maxBytes,
                maxSeries,
                series,
                staleAfter,
                length,
                step,
                patience,
                programJoin,
                containerJoin,
                names,
                access,
                labels);
    }
}
