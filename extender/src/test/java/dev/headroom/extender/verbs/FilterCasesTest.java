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
import dev.headroom.extender.decisions.Decision;
import dev.headroom.runtime.Mode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The edge cases of the extender protocol that concern filter, by their numbers in its notes; more in {@link FilterModesTest}. */
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
}
