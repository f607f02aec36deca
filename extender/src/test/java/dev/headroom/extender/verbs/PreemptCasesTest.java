package dev.headroom.extender.verbs;

import static dev.headroom.extender.verbs.VerbsFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.extender.decisions.Decision;
import dev.headroom.runtime.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge cases of the extender protocol that concern preempt, by their numbers in its notes. */
class PreemptCasesTest {

    private static final String NONE = "{\"NodeNameToMetaVictims\":{}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"Pod\":{},\"NodeNameToMetaVictims\":{\"a\":{\"Pods\":[{\"UID\":\"u\"}",
                "{\"Pod\":{},\"NodeNameToMetaVictims\":[]}",
                "{\"Pod\":{},\"NodeNameToMetaVictims\":{\"a\":{\"Pods\":[null]}}}",
                "{\"Pod\":{},\"NodeNameToMetaVictims\":{\"a\":{\"Pods\":[{}]}}}",
                "{\"Pod\":{},\"NodeNameToMetaVictims\":{\"a\":{\"NumPDBViolations\":1.0}}}",
                "{\"Pod\":{},\"NodeNameToMetaVictims\":{\"a\":{\"NumPDBViolations\":9223372036854775808}}}",
                "{\"Pod\":{},\"NodeNameToMetaVictims\":{\"a\":{},\"a\":{}}}"
            })
    void case01_whatCannotBeUnderstoodIsRefusedAndNotTakenForNoCandidates(String body) {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);

        assertThatThrownBy(() -> fixture.preempt(body)).isInstanceOf(BadRequestException.class);
        assertThat(fixture.decisions).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"Pod\":null,\"NodeNameToMetaVictims\":{}}",
                "{\"Pod\":{},\"NodeNameToVictims\":null,\"NodeNameToMetaVictims\":null}"
            })
    void case02_aRequestWithoutPodOrCandidatesIsRefused(String body) {
        assertThatThrownBy(() -> VerbsFixture.in(Mode.SCORE).preempt(body))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("required");
    }

    @Test
    void case03_case04_unknownMembersAndOtherCasesAreAccepted() {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);

        assertThat(fixture.preempt("{\"x\":[],\"pod\":{},\"nodenametometavictims\":"
                        + "{\"a\":{\"x\":{},\"pods\":[{\"uid\":\"v\",\"x\":1}],\"numpdbviolations\":-2}}}"))
                .isEqualTo("{\"NodeNameToMetaVictims\":{\"a\":{\"Pods\":[{\"UID\":\"v\"}],\"NumPDBViolations\":-2}}}");
    }

    @Test
    void case16_allNodesAreRepeatedInTheirOrderWithTheirVictimsInTheirOrder() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a", "b");
        String candidates = "{\"b\":{\"Pods\":[{\"UID\":\"x\"},{\"UID\":\"uid-default-b\"}],\"NumPDBViolations\":3},"
                + "\"a\":{\"Pods\":[{\"UID\":\"uid-default-a\"}],\"NumPDBViolations\":0}}";

        assertThat(fixture.preempt(meta(candidates))).isEqualTo("{\"NodeNameToMetaVictims\":" + candidates + "}");
        assertThat(fixture.decisions.getFirst()).isInstanceOfSatisfying(Decision.PreemptionVetted.class, decision -> {
            assertThat(decision.candidates()).containsExactly("b", "a");
            assertThat(decision.kept()).containsExactly("b", "a");
        });
    }

    @Test
    void case16_aNodeThatFilterWouldRefuseEvenThenIsDropped() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a", "b");
        fixture.plugin.refuses("a");

        assertThat(fixture.preempt(
                        meta("{" + victims("a", "uid-default-a") + "," + victims("b", "uid-default-b") + "}")))
                .isEqualTo("{\"NodeNameToMetaVictims\":{" + victims("b", "uid-default-b") + "}}");
        assertThat(fixture.count("headroom.preempt.candidates", "result", "refused"))
                .isEqualTo(1);
        assertThat(fixture.count("headroom.preempt.candidates", "result", "kept"))
                .isEqualTo(1);
    }

    @Test
    void case16_ifAllAreDroppedTheMapIsEmpty() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a");
        fixture.plugin.refuses("a");

        assertThat(fixture.preempt(meta("{" + victims("a", "uid-default-a") + "}")))
                .isEqualTo(NONE);
        assertThat(fixture.preempt(meta("{}"))).isEqualTo(NONE);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void case17_aCandidateWithoutVictimsIsDroppedInEveryMode(Mode mode) {
        VerbsFixture fixture = VerbsFixture.in(mode);
        fixture.view = TestNodes.withLowPods("a");

        assertThat(fixture.preempt(
                        meta("{\"n1\":{\"Pods\":[],\"NumPDBViolations\":0},\"n2\":{\"Pods\":null},\"n3\":null,"
                                + "\"n4\":{}," + victims("a", "uid-default-a") + "}")))
                .isEqualTo("{\"NodeNameToMetaVictims\":{" + victims("a", "uid-default-a") + "}}");
        assertThat(fixture.count("headroom.preempt.candidates", "result", "no_victims"))
                .isEqualTo(4);
    }

    @Test
    void case18_aVictimThatTheStateDoesNotKnowFreesNothing() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a", "b");
        fixture.plugin.refuses("b");

        // Node a takes the pod as it is; node b does not, and the assumed pod's eviction is not counted on.
        assertThat(fixture.preempt(meta("{" + victims("a", "assumed") + "," + victims("b", "assumed-too") + "}")))
                .isEqualTo("{\"NodeNameToMetaVictims\":{" + victims("a", "assumed") + "}}");
    }

    @Test
    void case18_aNodeThatTheStateDoesNotKnowIsKept() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);

        assertThat(fixture.preempt(meta("{" + victims("new", "v") + "}")))
                .isEqualTo("{\"NodeNameToMetaVictims\":{" + victims("new", "v") + "}}");
        assertThat(fixture.count("headroom.preempt.candidates", "result", "unknown"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void case18_aCandidateWithAVictimOnAnotherCandidateIsDropped(Mode mode) {
        VerbsFixture fixture = VerbsFixture.in(mode);
        fixture.view = TestNodes.withLowPods("a", "b", "c");

        // b names its own pod, a and new name it, too.
        assertThat(fixture.preempt(meta("{\"a\":{\"Pods\":[{\"UID\":\"uid-default-a\"},{\"UID\":\"uid-default-b\"}]},"
                        + victims("b", "uid-default-b") + "," + victims("new", "uid-default-b") + "}")))
                .isEqualTo("{\"NodeNameToMetaVictims\":{" + victims("b", "uid-default-b") + "}}");
        assertThat(fixture.count("headroom.preempt.candidates", "result", "elsewhere"))
                .isEqualTo(2);
    }

    @Test
    void case18_aVictimOnANodeThatIsNoCandidateIsUnknownAndFreesNothing() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a", "b", "c");
        fixture.plugin.refuses("b");

        // Both name c's pod, and c is no candidate: a takes the pod as it is, b does not.
        assertThat(fixture.preempt(
                        meta("{" + victims("a", "uid-default-c") + "," + victims("b", "uid-default-c") + "}")))
                .isEqualTo("{\"NodeNameToMetaVictims\":{" + victims("a", "uid-default-c") + "}}");
        assertThat(fixture.count("headroom.preempt.candidates", "result", "elsewhere"))
                .isZero();
    }

    @Test
    void case19_aVictimThatIsTerminatingAlreadyIsRepeatedToo() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a");

        assertThat(fixture.preempt(
                        "{\"Pod\":" + pod("u", "\"priority\":9") + ",\"NodeNameToVictims\":{\"a\":{\"Pods\":["
                                + "{\"metadata\":{\"uid\":\"uid-default-a\",\"deletionTimestamp\":\"2026-11-24T00:00:00Z\"}}],"
                                + "\"NumPDBViolations\":0}},\"NodeNameToMetaVictims\":null}"))
                .isEqualTo("{\"NodeNameToMetaVictims\":{" + victims("a", "uid-default-a") + "}}");
    }

    @Test
    void case20_theSameRequestGetsTheSameAnswerWhateverWasAskedBetween() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a", "b");
        fixture.plugin.refuses("b");
        String request = meta("{" + victims("a", "uid-default-a") + "," + victims("b", "uid-default-b") + "}");

        String first = fixture.preempt(request);
        fixture.preempt(request.replace("\"uid\":\"u\"", "\"uid\":\"another\""));
        fixture.nanos += 60_000_000_000L;

        assertThat(fixture.preempt(request)).isEqualTo(first);
        assertThat(fixture.unresolved.size()).isZero();
    }

    @Test
    void case21_victimsGivenAsPodsAreAnsweredByUid() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a", "b");
        fixture.plugin.refuses("b");

        assertThat(
                        fixture.preempt(
                                "{\"Pod\":" + pod("u", "\"priority\":9") + ",\"NodeNameToVictims\":{"
                                        + "\"a\":{\"Pods\":[{\"spec\":{\"uid\":\"no\"},\"metadata\":{\"name\":\"a\",\"uid\":\"uid-default-a\"}},"
                                        + "{\"metadata\":{\"uid\":\"x\\u0079z\"}}],\"NumPDBViolations\":1},"
                                        + "\"b\":{\"Pods\":[{\"metadata\":{\"uid\":\"uid-default-b\"}}]}},\"NodeNameToMetaVictims\":null}"))
                .isEqualTo("{\"NodeNameToMetaVictims\":{\"a\":{\"Pods\":[{\"UID\":\"uid-default-a\"},"
                        + "{\"UID\":\"x\\u0079z\"}],\"NumPDBViolations\":1}}}");
    }

    @Test
    void case25_beforeTheStateIsSyncedNobodyIsEvicted() {
        VerbsFixture fixture = VerbsFixture.in(Mode.OBSERVE);
        fixture.view = TestNodes.withLowPods("a").notSynced();

        assertThat(fixture.preempt(meta("{" + victims("a", "uid-default-a") + "}")))
                .isEqualTo("{}");
    }

    @Test
    void onlyEnforceForAPodWithForecastDropsWhatFilterWouldRefuse() {
        String request = meta("{" + victims("a", "uid-default-a") + "}");
        String kept = "{\"NodeNameToMetaVictims\":{" + victims("a", "uid-default-a") + "}}";
        for (Mode mode : Mode.values()) {
            VerbsFixture fixture = VerbsFixture.in(mode);
            fixture.plugin.refuses("a");
            fixture.view = TestNodes.withLowPods("a");
            assertThat(fixture.preempt(request)).as("%s", mode).isEqualTo(mode == Mode.ENFORCE ? NONE : kept);
            fixture.view = TestNodes.withLowPods("a").expecting(MemoryForecast.UNKNOWN);
            assertThat(fixture.preempt(request)).as("%s, no forecast", mode).isEqualTo(kept);
            fixture.view = TestNodes.withLowPods("a")
                    .expecting(new MemoryForecast(1 << 30, 1 << 20, 0.3, 0, ForecastSource.SPEC));
            assertThat(fixture.preempt(request))
                    .as("%s, by specification", mode)
                    .isEqualTo(kept);
        }
    }

    @Test
    void aPodThatNoProfileServesKeepsItsCandidates() {
        VerbsFixture fixture = VerbsFixture.servingOnly("headroom", Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a");
        fixture.plugin.refuses("a");

        assertThat(fixture.preempt(meta("{" + victims("a", "uid-default-a") + "}")))
                .isEqualTo("{\"NodeNameToMetaVictims\":{" + victims("a", "uid-default-a") + "}}");
        assertThat(fixture.decisions).isEmpty();
    }

    private static String meta(String candidates) {
        return "{\"Pod\":" + pod("u", "\"priority\":9") + ",\"NodeNameToVictims\":null,\"NodeNameToMetaVictims\":"
                + candidates + "}";
    }

    private static String victims(String node, String uid) {
        return "\"" + node + "\":{\"Pods\":[{\"UID\":\"" + uid + "\"}],\"NumPDBViolations\":0}";
    }
}
