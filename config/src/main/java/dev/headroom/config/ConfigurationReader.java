package dev.headroom.config;

import static dev.headroom.config.Settings.*;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.config.HeadroomConfiguration.DecisionLog;
import dev.headroom.config.HeadroomConfiguration.Scrape;
import dev.headroom.config.HeadroomConfiguration.Server;
import dev.headroom.config.HeadroomConfiguration.Telemetry;
import dev.headroom.config.HeadroomConfiguration.Unresolved;
import dev.headroom.config.HeadroomConfiguration.Wake;
import dev.headroom.runtime.GuardPolicy;
import dev.headroom.runtime.PluginRegistry;
import java.util.ArrayList;
import java.util.List;

/** Reads a configuration file strictly: a key or value that is not understood refuses the file. */
public final class ConfigurationReader {

    private final Problems problems = new Problems();
    private final PluginRegistry registry;

    private ConfigurationReader(PluginRegistry registry) {
        this.registry = registry;
    }

    /**
     * Reads a file's text and reports all that is wrong with it at once.
     *
     * @param yaml one YAML document of at most 1,048,576 characters
     * @param registry the plugins that the file can name
     */
    public static ConfigurationResult read(String yaml, PluginRegistry registry) {
        return new ConfigurationReader(registry).read(yaml);
    }

    private ConfigurationResult read(String yaml) {
        JsonNode tree = YamlTree.read(yaml, problems);
        if (tree.isMissingNode()) {
            return new ConfigurationResult.Refused(problems.toList());
        }
        HeadroomConfiguration configuration = configuration(Section.open("", tree, rootKeys(), problems));
        return problems.isEmpty()
                ? new ConfigurationResult.Read(configuration)
                : new ConfigurationResult.Refused(problems.toList());
    }

    private static List<String> rootKeys() {
        List<String> keys = new ArrayList<>(ROOT.keys());
        keys.addAll(List.of(
                "server",
                "decisionLog",
                "unresolved",
                "wake",
                "telemetry",
                "feedback",
                "qosResponse",
                "pluginGuard",
                "profiles"));
        return keys;
    }

    private HeadroomConfiguration configuration(Section root) {
        root.check(API_VERSION);
        root.check(KIND);
        return new HeadroomConfiguration(
                server(root.child("server", SERVER.keys())),
                root.get(KILL_SWITCH),
                decisionLog(root.child("decisionLog", DECISION_LOG.keys())),
                unresolved(root.child("unresolved", UNRESOLVED.keys())),
                wake(root.child("wake", WAKE.keys())),
                telemetry(root.child("telemetry", List.of("scrape", "prometheus", "kubelet"))),
                FeedbackReader.read(root.child("feedback", FeedbackReader.FEEDBACK.keys()), problems),
                QosResponseReader.read(root.child("qosResponse", QosResponseReader.QOS_RESPONSE.keys())),
                pluginGuard(root.child("pluginGuard", PLUGIN_GUARD.keys())),
                new ProfileReader(registry, problems).read(root));
    }

    private Server server(Section section) {
        Server server = new Server(
                section.get(LISTEN),
                section.get(OPS_LISTEN),
                section.get(VERBS_PORT),
                section.get(OPS_PORT),
                section.get(ALLOWED_HOSTS),
                section.get(BODY_BYTES),
                section.get(IDLE_TIMEOUT),
                section.get(DRAIN_TIMEOUT));
        if (server.opsPort() != 0 && server.opsPort() == server.verbsPort()) {
            problems.add(section.at("opsPort"), "" + server.opsPort(), "another port than verbsPort");
        }
        return server;
    }

    private static DecisionLog decisionLog(Section section) {
        return new DecisionLog(section.get(LOG_DIRECTORY), section.get(LOG_BYTES), section.get(LOG_RECENT));
    }

    private static Unresolved unresolved(Section section) {
        return new Unresolved(
                section.get(CHARGE), section.get(EXPIRY), section.get(BEST_NODES), section.get(SCORED_NODES));
    }

    private static Wake wake(Section section) {
        return new Wake(section.get(WAKE_ENABLED), section.get(WAKES_PER_SECOND), section.get(WAKES_PER_POD));
    }

    private Telemetry telemetry(Section section) {
        MonitoringReader monitoring = new MonitoringReader(problems);
        return new Telemetry(
                scrape(section.child("scrape", SCRAPE.keys())),
                monitoring.prometheus(section.child("prometheus", MonitoringReader.prometheusKeys())),
                monitoring.kubelet(section.child("kubelet", MonitoringReader.kubeletKeys())));
    }

    private Scrape scrape(Section section) {
        Scrape scrape = new Scrape(
                section.get(SCRAPE_ENABLED),
                section.get(SCRAPE_INTERVAL),
                section.get(SCRAPE_TIMEOUT),
                section.get(TARGETS),
                section.get(CONCURRENCY),
                section.get(SCRAPE_BYTES),
                section.get(SCRAPE_NAMES));
        if (scrape.timeout().compareTo(scrape.interval()) > 0) {
            problems.add(
                    section.at("timeout"),
                    SCRAPE_TIMEOUT.type().write(scrape.timeout()),
                    "at most the interval, " + SCRAPE_INTERVAL.type().write(scrape.interval()));
        }
        return scrape;
    }

    private GuardPolicy pluginGuard(Section section) {
        GuardPolicy guard = new GuardPolicy(
                section.get(BUDGET), section.get(FAULTS), section.get(FIRST_PAUSE), section.get(LONGEST_PAUSE));
        if (guard.longestPause().compareTo(guard.firstPause()) < 0) {
            problems.add(
                    section.at("longestPause"),
                    LONGEST_PAUSE.type().write(guard.longestPause()),
                    "at least firstPause, " + FIRST_PAUSE.type().write(guard.firstPause()));
        }
        return guard;
    }
}
