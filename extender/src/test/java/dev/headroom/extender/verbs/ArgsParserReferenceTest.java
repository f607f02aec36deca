package dev.headroom.extender.verbs;

import static dev.headroom.extender.verbs.ReferenceParser.member;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.extender.verbs.PreemptionArgs.Candidate;
import dev.headroom.extender.verbs.PreemptionArgs.Victim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On 500 random requests of each kind the parser reads what a plain reading of Jackson's tree reads. */
class ArgsParserReferenceTest {

    private static final ObjectMapper TREE = new ObjectMapper();

    private final ArgsParser parser = new ArgsParser((field, problem) -> {});

    @Test
    void extenderArgs() throws Exception {
        RandomBodies bodies = new RandomBodies(1);
        for (int i = 0; i < 500; i++) {
            String body = bodies.extenderArgs();
            byte[] utf8 = body.getBytes(UTF_8);
            JsonNode tree = TREE.readTree(body);

            ExtenderArgs args = parser.extenderArgs(utf8, utf8.length);

            assertThat(args.request()).as(body).isEqualTo(ReferenceParser.pod(member(tree, "Pod")));
            JsonNode names = member(tree, "NodeNames");
            List<String> expected = new ArrayList<>();
            names.forEach(name -> expected.add(name.textValue()));
            List<JsonNode> items = new ArrayList<>();
            if (names.isMissingNode()) {
                member(member(tree, "Nodes"), "items").forEach(items::add);
                items.forEach(node ->
                        expected.add(member(member(node, "metadata"), "name").textValue()));
            }
            assertThat(args.fullObjects()).as(body).isEqualTo(names.isMissingNode());
            assertThat(names(args.nodes())).as(body).isEqualTo(expected);
            for (int n = 0; n < args.nodes().size(); n++) {
                JsonNode item = TREE.readTree(utf8, args.nodes().itemFrom(n), length(args.nodes(), n));
                assertThat(item).isEqualTo(args.fullObjects() ? items.get(n) : names.get(n));
            }
        }
    }

    @Test
    void preemptionArgs() throws Exception {
        RandomBodies bodies = new RandomBodies(2);
        for (int i = 0; i < 500; i++) {
            String body = bodies.preemptionArgs();
            byte[] utf8 = body.getBytes(UTF_8);
            JsonNode tree = TREE.readTree(body);

            PreemptionArgs args = parser.preemptionArgs(utf8, utf8.length);

            assertThat(args.request()).as(body).isEqualTo(ReferenceParser.pod(member(tree, "Pod")));
            JsonNode meta = member(tree, "NodeNameToMetaVictims");
            JsonNode candidates = meta.isMissingNode() ? member(tree, "NodeNameToVictims") : meta;
            assertThat(args.candidates().stream().map(Candidate::node))
                    .as(body)
                    .containsExactlyElementsOf(candidates.properties().stream()
                            .map(java.util.Map.Entry::getKey)
                            .toList());
            for (Candidate candidate : args.candidates()) {
                JsonNode victims = candidates.get(candidate.node());
                List<String> uids = new ArrayList<>();
                for (JsonNode victim : member(victims, "Pods")) {
                    uids.add(member(meta.isMissingNode() ? member(victim, "metadata") : victim, "uid")
                            .textValue());
                }
                assertThat(candidate.victims().stream().map(Victim::uid))
                        .as(body)
                        .containsExactlyElementsOf(uids);
                assertThat(candidate.pdbViolations())
                        .isEqualTo(member(victims, "NumPDBViolations").asLong());
            }
        }
    }

    private static List<String> names(NodeNames nodes) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            names.add(new String(Arrays.copyOfRange(nodes.utf8(i), nodes.from(i), nodes.to(i)), UTF_8));
        }
        return names;
    }

    private static int length(NodeNames nodes, int i) {
        return nodes.itemTo(i) - nodes.itemFrom(i);
    }
}
