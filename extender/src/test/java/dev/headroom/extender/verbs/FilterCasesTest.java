package dev.headroom.extender.verbs;

import static dev.headroom.extender.verbs.VerbsFixture.passing;
import static dev.headroom.extender.verbs.VerbsFixture.pod;
import static dev.headroom.extender.verbs.VerbsFixture.request;
import static dev.headroom.extender.verbs.VerbsFixture.requestWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.extender.decisions.Decision;
import dev.headroom.runtime.Mode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The edge cases of the extender protocol that concern filter, by their numbers in its notes. */
class FilterCasesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"Pod\":{},\"NodeNames\":[\"a\"]",
                "{\"Pod\":{},\"NodeNames\":[\"a\",]}",
                "{\"Pod\":{},\"NodeNames\":[\"a\"]} x",
                "{\"Pod\":{},\"NodeNames\":[\"a\" \"b\"]}",
                "{\"Pod\":{},\"NodeNames\":[\"a",
                "{\"Pod\":{},,\"NodeNames\":[]}",
                "{Pod:{},\"NodeNames\":[]}",
                "{\"Pod\":{\"spec\":{\"x\":01}},\"NodeNames\":[]}",
                "{\"Pod\":{\"x\":\"\\q\"},\"NodeNames\":[]}",
                "[]",
                "\"Pod\"",
                "nul"
            })
    void case01_whatIsNotValidJsonIsRefusedAndNothingIsRecorded(String body) {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.empty("a", "b");

        assertThatThrownBy(() -> fixture.filter(body))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith("body is not valid");
        assertThat(fixture.decisions).isEmpty();
        assertThat(fixture.unresolved.size()).isZero();
        assertThat(fixture.filter(request("u", "a"))).isEqualTo(passing("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"Pod\":null,\"NodeNames\":[\"a\"]}", "{\"NodeNames\":[\"a\"]}"})
    void case02_aRequestWithoutPodIsRefused(String body) {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);

        assertThatThrownBy(() -> fixture.filter(body))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("required");
    }

    @Test
    void case03_unknownMembersAreSkippedEverywhere() {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);
        fixture.view = TestNodes.empty("a");
        String body = """
                {"Hint":{"deep":[1,{"x":null}]},"Pod":{"apiVersion":"v9","metadata":{"uid":"u","future":[true]},
                 "spec":{"containers":[{"name":"c","future":{"a":[]},"resources":{"claims":[{"name":"x"}]}}],
                 "future":1e400},"status":{"future":false}},"NodeNames":["a"]}""";

        assertThat(fixture.filter(body)).isEqualTo(passing("a"));
    }

    @Test
    void case04_membersInAnotherCaseAreAcceptedAndAnsweredInTheExactCase() {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);
        fixture.view = TestNodes.empty("a");

        assertThat(fixture.filter("{\"pod\":{\"METADATA\":{\"Uid\":\"u\"}},\"nodenames\":[\"a\"],\"node_names\":7}"))
                .isEqualTo(passing("a"));
        assertThatThrownBy(() -> fixture.filter("{\"Pod\":{},\"node_names\":[\"a\"]}"))
                .hasMessageContaining("NodeNames and Nodes are both missing");
    }

    @Test
    void case05_aRequestWithoutNodesIsRefused() {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);

        assertThatThrownBy(() -> fixture.filter("{\"Pod\":{},\"Nodes\":null,\"NodeNames\":null}"))
                .isInstanceOf(BadRequestException.class)
                .hasMessage("NodeNames and Nodes are both missing or null; one of them is required");
    }

    @Test
    void case06_ifNamesAndObjectsAreGivenTheNamesCount() {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);
        String nodes = "{\"items\":[{\"metadata\":{\"name\":\"b\"}}]}";

        assertThat(fixture.filter("{\"Pod\":{},\"Nodes\":" + nodes + ",\"NodeNames\":[\"a\"]}"))
                .isEqualTo(passing("a"));
        assertThat(fixture.filter("{\"Pod\":{},\"NodeNames\":[\"a\"],\"Nodes\":" + nodes + "}"))
                .isEqualTo(passing("a"));
        assertThat(fixture.count("headroom.full.objects")).isZero();
    }

    @Test
    void case07_noNamesAreAnsweredWithAnEmptyArray() {
        assertThat(VerbsFixture.in(Mode.ENFORCE).filter(request("u"))).isEqualTo(passing());
    }

    @Test
    void case08_wholeNodesAreAnsweredWithTheSameBytesOfThoseThatPass() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.empty("a", "b", "c");
        fixture.plugin.refuses("b");
        String a = "{\"metadata\":{\"name\":\"a\",\"creationTimestamp\":null}, \"spec\":{\"x\":[1.50,\"\\u00e9é\"]}}";
        String b = "{\"metadata\":{\"name\":\"b\"}}";
        String c = "{ \"status\":{},\"metadata\":{\"labels\":{\"name\":\"not-this\"},\"name\":\"c\"}}";

        String answer = fixture.filter("{\"Pod\":" + pod("u", "") + ",\"Nodes\":{\"metadata\":{\"x\":1},\"items\":[" + a
                + ", " + b + " ," + c + "]},\"NodeNames\":null}");

        assertThat(answer)
                .isEqualTo("{\"Nodes\":{\"metadata\":{},\"items\":[" + a + "," + c + "]},\"FailedNodes\":{},"
                        + "\"FailedAndUnresolvableNodes\":{\"b\":\"the \\\"node\\\" is full\"},\"Error\":\"\"}");
        assertThat(fixture.count("headroom.full.objects")).isEqualTo(1);
    }

    @Test
    void case08_thatWholeNodesBreakUpstreamScoringIsLoggedOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger(FilterVerb.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);
            fixture.filter("{\"Pod\":{},\"Nodes\":{\"items\":[]}}");
            fixture.filter("{\"Pod\":{},\"Nodes\":{\"items\":[]}}");
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage()).contains("nodeCacheCapable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"items\":[]}", "{\"metadata\":{},\"items\":null}", "{}"})
    void case08_anEmptyListOfNodesIsAnsweredWithOne(String nodes) {
        assertThat(VerbsFixture.in(Mode.SCORE).filter("{\"Pod\":{},\"Nodes\":" + nodes + "}"))
                .isEqualTo("{\"Nodes\":{\"metadata\":{},\"items\":[]},\"FailedNodes\":{},"
                        + "\"FailedAndUnresolvableNodes\":{},\"Error\":\"\"}");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void case09_aNameGivenTwiceComesBackOnce(Mode mode) {
        VerbsFixture fixture = VerbsFixture.in(mode);
        fixture.view = TestNodes.empty("a", "b");

        assertThat(fixture.filter(request("u", "a", "new", "b", "\\u0061", "a", "new", "n\\u0065w")))
                .isEqualTo(passing("a", "new", "b"));
        assertThat(fixture.decisions)
                .singleElement()
                .satisfies(decision ->
                        assertThat(((Decision.Filtered) decision).nodes()).hasSize(2));
    }

    @Test
    void case09_aRefusedNameGivenTwiceIsRefusedOnce() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.empty("a", "b");
        fixture.plugin.refuses("a");

        assertThat(fixture.filter(request("u", "a", "b", "a")))
                .isEqualTo("{\"NodeNames\":[\"b\"],\"FailedNodes\":{},"
                        + "\"FailedAndUnresolvableNodes\":{\"a\":\"the \\\"node\\\" is full\"},\"Error\":\"\"}");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void case10_aNodeThatTheStateDoesNotKnowPasses(Mode mode) {
        VerbsFixture fixture = VerbsFixture.in(mode);
        fixture.view = TestNodes.empty("a");

        assertThat(fixture.filter(request("u", "new", "a"))).isEqualTo(passing("new", "a"));
        assertThat(fixture.count("headroom.filter.nodes", "result", "unknown")).isEqualTo(1);
        assertThat(fixture.count("headroom.filter.nodes", "result", "fits")).isEqualTo(1);
    }

    @Test
    void case11_theAnswerIsAPartOfTheRequestForOneNodeAndForFifteenThousand() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        String[] names = TestNodes.names(15_000);
        fixture.view = TestNodes.empty(names);

        assertThat(fixture.filter(request("u1", "n7"))).isEqualTo(passing("n7"));
        // All score 50: the first 16 are kept.
        assertThat(fixture.filter(request("u2", names))).isEqualTo(passing(Arrays.copyOf(names, 16)));
    }

    @Test
    void case11_moreNodesThanAllowedAreRefused() {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);

        assertThat(fixture.filter(request("u", TestNodes.names(20_000)))).startsWith("{\"NodeNames\":[\"n0\",");
        assertThatThrownBy(() -> fixture.filter(request("u", TestNodes.names(20_001))))
                .isInstanceOf(BadRequestException.class)
                .hasMessage("body names more than 20000 nodes, the most allowed");
    }

    @Test
    void case12_textsOfRefusalAreTheSameBytesOverCallsAndNodes() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.empty("a", "b");
        fixture.plugin.refuses("a").refuses("b");
        String expected = "{\"NodeNames\":[],\"FailedNodes\":{},\"FailedAndUnresolvableNodes\":{"
                + "\"a\":\"the \\\"node\\\" is full\",\"b\":\"the \\\"node\\\" is full\"},\"Error\":\"\"}";

        for (int i = 0; i < 100; i++) {
            fixture.nanos += 1_000_000_000L;
            assertThat(fixture.filter(request("u" + i, "a", "b"))).isEqualTo(expected);
        }
    }

    @Test
    void case13_whereRemovingLowerPodsWouldHelpTheNodePassesAndIsCounted() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a", "b");
        fixture.plugin.refusesButRemovalHelps("a").refuses("b");

        assertThat(fixture.filter(request("u", "a", "b")))
                .isEqualTo("{\"NodeNames\":[\"a\"],\"FailedNodes\":{},"
                        + "\"FailedAndUnresolvableNodes\":{\"b\":\"the \\\"node\\\" is full\"},\"Error\":\"\"}");
        assertThat(fixture.count("headroom.filter.preemption.would.help")).isEqualTo(1);
        assertThat(fixture.count("headroom.filter.nodes", "result", "preemption_would_help"))
                .isEqualTo(1);
        assertThat(fixture.count("headroom.filter.nodes", "result", "refused")).isEqualTo(1);
    }

    @Test
    void case13_aPodThatNeverPreemptsIsRefusedThere() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a");
        fixture.plugin.refusesButRemovalHelps("a");

        assertThat(fixture.filter(requestWith("u", "\"preemptionPolicy\":\"Never\"", "a")))
                .startsWith("{\"NodeNames\":[]");
        assertThat(fixture.filter(requestWith("u", "\"preemptionPolicy\":\"PreemptLowerPriority\"", "a")))
                .startsWith("{\"NodeNames\":[\"a\"]");
    }

    @Test
    void case13_aPodOfNoPriorityCountsAsZeroAndEvictsNothingOfItsOwnPriority() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a");
        fixture.plugin.refusesButRemovalHelps("a");

        // The pod on the node has priority -10.
        assertThat(fixture.filter(requestWith("u", "\"priority\":null", "a"))).startsWith("{\"NodeNames\":[\"a\"]");
        assertThat(fixture.filter(requestWith("u", "\"priority\":-10", "a"))).startsWith("{\"NodeNames\":[]");
    }

    @Test
    void case15_aSingleNodeIsChargedByFilterBecausePrioritizeIsNotCalledThen() {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);
        fixture.view = TestNodes.empty("a", "b");

        fixture.filter(request("u", "a"));

        assertThat(fixture.charged(0).charged().known()).isEqualTo(1);
        assertThat(fixture.gauge("headroom.unresolved.pods")).isEqualTo(1);
    }

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
