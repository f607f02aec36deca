package dev.headroom.config;

import dev.headroom.predict.FeedbackSettings;
import dev.headroom.predict.QosResponseSettings;
import dev.headroom.runtime.GuardPolicy;
import dev.headroom.runtime.ProfileSpec;
import java.time.Duration;
import java.util.List;

/**
 * The whole configuration, valid by construction of its reader. {@code apiVersion: headroom.dev/v1alpha1},
 * {@code kind: HeadroomConfiguration}.
 *
 * @param killSwitchFile while this file exists every profile answers as in mode observe; empty for none
 * @param feedback how measurements of a node's memory correct what its pods can have
 * @param qosResponse how pods of each QoS class answer memory pressure, until enough of it was observed
 * @param pluginGuard when a plugin that fails is taken out
 * @param profiles at least one; scheduler names are unique
 */
public record HeadroomConfiguration(
        Server server,
        String killSwitchFile,
        DecisionLog decisionLog,
        Unresolved unresolved,
        Wake wake,
        Telemetry telemetry,
        FeedbackSettings feedback,
        QosResponseSettings qosResponse,
        GuardPolicy pluginGuard,
        List<ProfileSpec> profiles) {

    public HeadroomConfiguration {
        profiles = List.copyOf(profiles);
    }

    /**
     * @param host address that the verbs listen on; loopback by default
     * @param opsHost address that the operations port listens on; loopback by default
     * @param verbsPort 0 to 65535, 0 picks a free one
     * @param opsPort 0 to 65535, 0 picks a free one
     * @param allowedHosts {@code Host} headers that the operations port answers, beside loopback names
     * @param maxBodyBytes largest request body that a verb reads
     * @param idleTimeout after which an unused connection is closed; above 90 s, kube-scheduler's own
     * @param drainTimeout how long a stopping process answers requests in flight; at most 24 s, so that all ends in 30 s
     */
    public record Server(
            String host,
            String opsHost,
            int verbsPort,
            int opsPort,
            List<String> allowedHosts,
            int maxBodyBytes,
            Duration idleTimeout,
            Duration drainTimeout) {

        public Server {
            allowedHosts = List.copyOf(allowedHosts);
        }
    }

    /**
     * @param directory where explanations outlive the process; empty keeps them in memory only
     * @param maxBytes bound of what lies there
     * @param recent how many decisions are kept in memory, 1 to 10,000
     */
    public record DecisionLog(String directory, long maxBytes, int recent) {}

    /**
     * @param charge whether a pod that was answered counts on the nodes it may have gone to until the watch shows it
     * @param expiry after which such a pod no longer counts
     * @param bestNodes to how many nodes filter shortens its answer in mode enforce
     * @param scoredNodes how many of the best nodes of an answer are charged in mode score
     */
    public record Unresolved(boolean charge, Duration expiry, int bestNodes, int scoredNodes) {}

    /**
     * Pods that only Headroom refuses and that are tried again when a node has room.
     *
     * @param perSecond how many pods are touched per second
     * @param mostPerPod how often a pod is touched in its life, 1 to 5
     */
    public record Wake(boolean enabled, int perSecond, int mostPerPod) {}

    /** Sources of runtime metrics; each may be off. */
    public record Telemetry(Scrape scrape, PrometheusSettings prometheus, KubeletSettings kubelet) {}

    /**
     * Direct scrape of pods annotated with {@code prometheus.io/scrape: "true"}.
     *
     * @param maxTargets further pods are left out and counted
     * @param concurrency how many scrapes run at once
     * @param maxBodyBytes a longer answer is dropped and counted
     * @param names {@code SIGNAL=metric} or {@code SIGNAL=metric{label="value"}}, before the known names
     */
    public record Scrape(
            boolean enabled,
            Duration interval,
            Duration timeout,
            int maxTargets,
            int concurrency,
            int maxBodyBytes,
            List<String> names) {

        public Scrape {
            names = List.copyOf(names);
        }

        /** By the known names. */
        public Scrape(
                boolean enabled,
                Duration interval,
                Duration timeout,
                int maxTargets,
                int concurrency,
                int maxBodyBytes) {
            this(enabled, interval, timeout, maxTargets, concurrency, maxBodyBytes, List.of());
        }
    }
}
