package dev.headroom.extender.verbs;

import static dev.headroom.extender.verbs.VerbsFixture.passing;
import static dev.headroom.extender.verbs.VerbsFixture.request;
import static dev.headroom.extender.verbs.VerbsFixture.requestWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.extender.decisions.Decision;
import dev.headroom.runtime.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What filter does in each mode, and the edge cases of the protocol that are about asking again and about not being ready. */
class FilterModesTest {

    @Test
    void case20_askingAgainForTheSamePodChargesItOnce() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.empty("a", "b");

        String first = fixture.filter(request("u", "a", "b"));
        String second = fixture.filter(request("u", "a", "b"));

        assertThat(second).isEqualTo(first);
        assertThat(fixture.unresolved.size()).isEqualTo(1);
        Decision.Filtered last = (Decision.Filtered) fixture.decisions.getLast();
        assertThat(last.nodes())
                .allSatisfy(node -> assertThat(node.charged().known()).isZero());
    }

    @Test
    void case25_beforeTheStateIsSyncedEverythingPasses() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.plugin.refuses("a");
        fixture.view = TestNodes.empty("a").notSynced();

        assertThat(fixture.filter(request("u", "a", "b", "a"))).isEqualTo(passing("a", "b"));
        assertThat(fixture.decisions).isEmpty();
    }

    @Test
    void case25_aStormOfRetriesLeavesNothingBehind() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.empty("a", "b");
        fixture.plugin.refuses("a").refuses("b");
        for (int i = 0; i < 5_000; i++) {
            fixture.filter(request("refused-" + i % 100, "a", "b"));
        }
        assertThat(fixture.unresolved.size()).isZero();

        fixture.plugin.accepts("a");
        for (int i = 0; i < 5_000; i++) {
            fixture.filter(request("asked-again-" + i % 100, "a", "b"));
        }
        assertThat(fixture.unresolved.size()).isEqualTo(100);
        assertThat(fixture.charged(0).charged().known()).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"OBSERVE", "SCORE"})
    void aModeThatRefusesNothingRecordsWhatItWouldHaveSaid(Mode mode) {
        VerbsFixture fixture = VerbsFixture.in(mode);
        fixture.view = TestNodes.empty("a", "b");
        fixture.plugin.refuses("b");

        assertThat(fixture.filter(request("u", "a", "b"))).isEqualTo(passing("a", "b"));
        Decision.Filtered decision = (Decision.Filtered) fixture.decisions.getFirst();
        assertThat(decision.rejections()).containsExactly(null, ScriptedPlugin.FULL);
        assertThat(decision.answered()).isEqualTo(2);
        assertThat(decision.mode()).isEqualTo(mode);
        assertThat(fixture.count("headroom.filter.nodes", "result", "would_refuse"))
                .isEqualTo(1);
        assertThat(fixture.count("headroom.filter.nodes", "result", "fits")).isEqualTo(1);
    }

    @Test
    void theKillSwitchMakesEnforceObserveAndLetsGoAgain() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.empty("a", "b");
        fixture.plugin.refuses("b");

        fixture.killed = true;
        assertThat(fixture.filter(request("u", "a", "b"))).isEqualTo(passing("a", "b"));
        assertThat(fixture.unresolved.size()).isZero();
        assertThat(fixture.decisions.getFirst())
                .isInstanceOfSatisfying(
                        Decision.Filtered.class,
                        decision -> assertThat(decision.mode()).isEqualTo(Mode.OBSERVE));
        fixture.killed = false;
        assertThat(fixture.filter(request("u", "a", "b"))).startsWith("{\"NodeNames\":[\"a\"]");
    }

    @Test
    void aPodThatNoProfileServesGetsANeutralAnswerAndIsCounted() {
        VerbsFixture fixture = VerbsFixture.servingOnly("headroom", Mode.ENFORCE);
        fixture.view = TestNodes.empty("a");
        fixture.plugin.refuses("a");

        assertThat(fixture.filter(requestWith("u", "\"schedulerName\":\"other\"", "a")))
                .isEqualTo(passing("a"));
        assertThat(fixture.count("headroom.no.profile")).isEqualTo(1);
        assertThat(fixture.filter(requestWith("u", "\"schedulerName\":\"headroom\"", "a")))
                .startsWith("{\"NodeNames\":[],");
        assertThat(fixture.count("headroom.no.profile")).isEqualTo(1);
    }

    @Test
    void enforceKeepsTheBestFewInTheOrderOfTheRequestThenUnknown() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE, 3);
        fixture.view = TestNodes.withLowPods("a", "b", "c", "d", "e");
        fixture.plugin.scores("a", 10).scores("b", 90).scores("c", 50).scores("d", 50);
        fixture.plugin.refusesButRemovalHelps("e");

        // b is best; c and d tie, both still find room.
        assertThat(fixture.filter(request("u", "new", "e", "a", "d", "c", "b"))).isEqualTo(passing("d", "c", "b"));
        assertThat(fixture.count("headroom.filter.nodes", "result", "shortened"))
                .isEqualTo(3);
        // Two fit, so one of the unknown still passes, and none that preemption would help.
        assertThat(fixture.filter(request("u", "e", "new1", "new2", "a", "b"))).isEqualTo(passing("new1", "a", "b"));
        assertThat(fixture.filter(request("u", "e", "new1", "a"))).isEqualTo(passing("new1", "a"));
    }

    @Test
    void besideANodeThatFitsOneThatPreemptionWouldHelpIsInNeitherPartOfTheAnswer() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a", "b", "c");
        fixture.plugin.refusesButRemovalHelps("a").refuses("c");

        assertThat(fixture.filter(request("u", "a", "b", "c", "new")))
                .isEqualTo("{\"NodeNames\":[\"b\",\"new\"],\"FailedNodes\":{},"
                        + "\"FailedAndUnresolvableNodes\":{\"c\":\"the \\\"node\\\" is full\"},\"Error\":\"\"}");
        assertThat(fixture.count("headroom.filter.preemption.would.help")).isZero();
        assertThat(fixture.count("headroom.filter.nodes", "result", "shortened"))
                .isEqualTo(1);
        // The known nodes of the answer, and no other, are charged.
        assertThat(fixture.charged(0)).isSameAs(fixture.view.node(0));
        assertThat(fixture.charged(1).charged().known()).isEqualTo(1);
        // Once nothing known fits, the pod may preempt.
        fixture.plugin.refuses("b");
        assertThat(fixture.filter(request("u", "a", "b", "c", "new"))).startsWith("{\"NodeNames\":[\"a\",\"new\"]");
    }

    @ParameterizedTest
    @EnumSource(
            value = ForecastSource.class,
            names = {"SPEC", "UNKNOWN"})
    void whatIsKnownFromTheSpecificationAloneOrNotAtAllRefusesNothing(ForecastSource source) {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE, 2);
        fixture.view = TestNodes.withLowPods("a", "b", "c", "d").expecting(from(source));
        fixture.plugin.refuses("a").refusesButRemovalHelps("b");

        assertThat(fixture.filter(request("u", "a", "b", "c", "d"))).isEqualTo(passing("a", "b", "c", "d"));
        assertThat(fixture.count("headroom.filter.nodes", "result", "would_refuse"))
                .isEqualTo(2);
        assertThat(fixture.count("headroom.filter.nodes", "result", "fits")).isEqualTo(2);
        assertThat(fixture.count("headroom.filter.nodes", "result", "refused")).isZero();
        assertThat(fixture.unresolved.size()).isZero();
        Decision.Filtered decision = (Decision.Filtered) fixture.decisions.getFirst();
        assertThat(decision.rejections()[0]).isNotNull();
        assertThat(decision.refused(0)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = ForecastSource.class,
            names = {"MEASURED", "REPLICAS", "ANNOTATION"})
    void whatIsMeasuredOrDeclaredRefuses(ForecastSource source) {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.empty("a", "b").expecting(from(source));
        fixture.plugin.refuses("a");

        assertThat(fixture.filter(request("u", "a", "b"))).startsWith("{\"NodeNames\":[\"b\"]");
        assertThat(((Decision.Filtered) fixture.decisions.getFirst()).refused(0))
                .isTrue();
    }

    @Test
    void theDecisionSaysWherePreemptionWouldHelpThisVeryPod() {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);
        fixture.view = TestNodes.withLowPods("a", "b");
        fixture.plugin.refusesButRemovalHelps("a").refuses("b");

        fixture.filter(request("u", "a", "b"));
        fixture.filter(requestWith("u", "\"preemptionPolicy\":\"Never\"", "a", "b"));

        assertThat(((Decision.Filtered) fixture.decisions.getFirst()).helped()).containsExactly(true, false);
        assertThat(((Decision.Filtered) fixture.decisions.getLast()).helped()).isEmpty();
    }

    @Test
    void enforceChargesEveryNodeOfItsAnswerAndNoOther() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE, 2);
        fixture.view = TestNodes.empty("a", "b", "c");
        fixture.plugin.scores("b", 90);

        assertThat(fixture.filter(request("u", "a", "b", "c"))).isEqualTo(passing("a", "b"));
        assertThat(fixture.charged(0).charged().meanBytes()).isEqualTo(TestNodes.SOME.meanBytes());
        assertThat(fixture.charged(1).charged().meanBytes()).isEqualTo(TestNodes.SOME.meanBytes());
        assertThat(fixture.charged(2)).isSameAs(fixture.view.node(2));
    }

    @Test
    void aPodWithoutForecastKeepsAllItsNodesAndIsNotChargedToThem() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE, 2);
        fixture.view = TestNodes.empty("a", "b", "c").expecting(MemoryForecast.UNKNOWN);

        assertThat(fixture.filter(request("u", "a", "b", "c"))).isEqualTo(passing("a", "b", "c"));
        assertThat(fixture.unresolved.size()).isZero();
    }

    @Test
    void aPodThatIsBeingDeletedIsAnsweredLikeAnyOther() {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);
        fixture.view = TestNodes.empty("a");

        assertThat(fixture.filter(
                        "{\"Pod\":{\"metadata\":{\"uid\":\"u\",\"deletionTimestamp\":\"2026-11-24T00:00:00Z\","
                                + "\"deletionGracePeriodSeconds\":30}},\"NodeNames\":[\"a\"]}"))
                .isEqualTo(passing("a"));
    }

    @Test
    void namesWithQuotesAndBeyondAsciiComeBackAsTheyCame() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.empty("a\"b", "knöten", "c");
        fixture.plugin.refuses("a\"b").refuses("knöten");

        assertThat(fixture.filter(request("u", "a\\\"b", "kn\\u00f6ten", "knöten", "c")))
                .isEqualTo("{\"NodeNames\":[\"c\"],\"FailedNodes\":{},\"FailedAndUnresolvableNodes\":{"
                        + "\"a\\\"b\":\"the \\\"node\\\" is full\",\"kn\\u00f6ten\":\"the \\\"node\\\" is full\"},"
                        + "\"Error\":\"\"}");
    }

    private static MemoryForecast from(ForecastSource source) {
        return source == ForecastSource.UNKNOWN
                ? MemoryForecast.UNKNOWN
                : new MemoryForecast(1 << 30, 1 << 20, 0.3, 0, source);
    }
}
