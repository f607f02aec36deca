package dev.headroom.extender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.PluginCatalog;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples under {@code deploy/} agree with each other and with what Headroom reads. */
class DeploymentSamplesIT {

    private static final Path DEPLOY = Path.of("../deploy");

    private final HeadroomConfiguration headroom =
            ConfigurationFile.read(DEPLOY.resolve("headroom.yaml"), PluginCatalog.registry());

    private static JsonNode scheduler(String name) throws IOException {
        return new YAMLMapper()
                .readTree(DEPLOY.resolve("scheduler").resolve(name).toFile());
    }

    @ParameterizedTest(name = "{0}: preempt is ignorable: {1}, percentageOfNodesToScore: {2}")
    @CsvSource({
        "second-scheduler.yaml, false, 0",
        "second-scheduler-enforce.yaml, false, 100",
        "control-plane.yaml, true, 0"
    })
    void a_scheduler_asks_headroom_by_two_entries(String file, boolean preemptIgnorable, int percentage)
            throws IOException {
        JsonNode configuration = scheduler(file);
        JsonNode extenders = configuration.path("extenders");
        String url = "http://127.0.0.1:" + headroom.server().verbsPort();
        int weight = headroom.profiles().getFirst().extenderWeight();

        assertThat(extenders).hasSize(2);
        assertThat(extenders.get(0).toString())
                .isEqualTo("{\"urlPrefix\":\"" + url + "\",\"filterVerb\":\"filter\",\"prioritizeVerb\":\"prioritize\","
                        + "\"weight\":" + weight
                        + ",\"nodeCacheCapable\":true,\"ignorable\":true,\"httpTimeout\":\"300ms\"}");
        assertThat(extenders.get(1).toString())
                .isEqualTo("{\"urlPrefix\":\"" + url + "\",\"preemptVerb\":\"preempt\",\"nodeCacheCapable\":true,"
                        + "\"ignorable\":" + preemptIgnorable + ",\"httpTimeout\":\"300ms\"}");
        assertThat(configuration.path("percentageOfNodesToScore").asInt()).isEqualTo(percentage);
    }

    @ParameterizedTest
    @CsvSource({"second-scheduler.yaml", "second-scheduler-enforce.yaml"})
    void a_second_scheduler_serves_headrooms_pods_and_holds_a_lease_of_its_own(String file) throws IOException {
        JsonNode configuration = scheduler(file);

        assertThat(configuration.path("profiles").path(0).path("schedulerName").asText())
                .isEqualTo(headroom.profiles().getFirst().schedulerName());
        assertThat(configuration.path("leaderElection").path("resourceName").asText())
                .isEqualTo("headroom-scheduler");
        assertThat(configuration
                        .path("leaderElection")
                        .path("resourceNamespace")
                        .asText())
                .isEqualTo("headroom");
    }

    @ParameterizedTest(name = "{0} may {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "headroom | [{'apiGroups':[''],'resources':['nodes'],'verbs':['list','watch']},"
                        + "{'apiGroups':[''],'resources':['pods'],'verbs':['list','watch']},"
                        + "{'apiGroups':[''],'resources':['nodes/metrics'],'verbs':['get']}]",
                "headroom:wake | [{'apiGroups':[''],'resources':['pods/status'],'verbs':['patch']}]"
            },
            quoteCharacter = '"')
    void headroom_itself_may_watch_nodes_and_pods_ask_kubelets_and_wake_pods(String name, String rules)
            throws IOException {
        try (var documents = new YAMLMapper()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(DEPLOY.resolve("rbac.yaml").toFile())) {
            JsonNode role = documents.readAll().stream()
                    .filter(document -> document.path("kind").asText().equals("ClusterRole"))
                    .filter(document -> document.at("/metadata/name").asText().equals(name))
                    .findFirst()
                    .orElseThrow();

            assertThat(role.path("rules").toString()).isEqualTo(rules.replace('\'', '"'));
        }
    }
}
