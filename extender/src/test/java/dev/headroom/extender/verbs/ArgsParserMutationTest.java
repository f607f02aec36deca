package dev.headroom.extender.verbs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.runtime.Mode;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is changed in a request, a verb answers valid JSON without null or refuses it; it does nothing else. */
class ArgsParserMutationTest {

    private static final ObjectMapper TREE = new ObjectMapper();
    private static final int ROUNDS = 20_000;

    private interface Verb {
        byte[] answer(byte[] body, int length);
    }

    @Test
    void filter() throws Exception {
        VerbsFixture fixture = fixture();
        RandomBodies bodies = new RandomBodies(3);
        mutate(bodies::extenderArgs, fixture.verbs::filter, "NodeNames", "Nodes");
    }

    @Test
    void prioritize() throws Exception {
        VerbsFixture fixture = fixture();
        RandomBodies bodies = new RandomBodies(4);
        mutate(bodies::extenderArgs, fixture.verbs::prioritize, "", "");
    }

    @Test
    void preempt() throws Exception {
        VerbsFixture fixture = fixture();
        RandomBodies bodies = new RandomBodies(5);
        mutate(bodies::preemptionArgs, fixture.verbs::preempt, "NodeNameToMetaVictims", "NodeNameToMetaVictims");
    }

    private static VerbsFixture fixture() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE, 4);
        fixture.view = TestNodes.withLowPods("node-a", "node-b", "node-1", "node-2", "node-3");
        fixture.plugin.refuses("node-1").refusesButRemovalHelps("node-2");
        return fixture;
    }

    private static void mutate(java.util.function.Supplier<String> bodies, Verb verb, String oneOf, String orElse)
            throws Exception {
        Random random = new Random(oneOf.hashCode());
        byte[] body = new byte[0];
        int answered = 0;
        for (int i = 0; i < ROUNDS; i++) {
            if (i % 20 == 0) {
                body = bodies.get().getBytes(UTF_8);
            }
            byte[] changed = change(body, random);
            byte[] answer;
            try {
                answer = verb.answer(changed, changed.length);
            } catch (BadRequestException e) {
                assertThat(e).hasMessageMatching("(?s).{10,400}");
                continue;
            }
            answered++;
            JsonNode tree = TREE.readTree(answer);
            assertThat(oneOf.isEmpty() ? tree.isArray() : tree.has(oneOf) || tree.has(orElse))
                    .isTrue();
        }
        assertThat(answered).isBetween(ROUNDS / 50, ROUNDS - ROUNDS / 50);
    }

    private static byte[] change(byte[] body, Random random) {
        byte[] changed = body.clone();
        for (int changes = random.nextInt(4); changes > 0 && changed.length > 0; changes--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(5)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed[at] = (byte) "\"\\{}[],:0e-n".charAt(random.nextInt(12));
                case 2 -> changed = Arrays.copyOf(changed, at);
                case 3 -> {
                    int length = Math.min(random.nextInt(12), changed.length - at);
                    System.arraycopy(changed, at, changed, random.nextInt(changed.length - length + 1), length);
                }
                default -> {
                    byte[] shorter = new byte[changed.length - 1];
                    System.arraycopy(changed, 0, shorter, 0, at);
                    System.arraycopy(changed, at + 1, shorter, at, shorter.length - at);
                    changed = shorter;
                }
            }
        }
        return changed;
    }
}
