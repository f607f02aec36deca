package dev.headroom.extender.verbs;

import static dev.headroom.extender.verbs.VerbsFixture.request;
import static dev.headroom.extender.verbs.VerbsFixture.requestWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.extender.decisions.Decision;
import dev.headroom.runtime.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge cases of the extender protocol that concern prioritize, by their numbers in its notes. */
class PrioritizeCasesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[", "{\"Pod\":{},\"NodeNames\":[\"a\"}", "null", "{}", "{\"Pod\":{}}"})
    void case01_case02_case05_whatCannotBeAnsweredIsRefused(String body) {
        assertThatThrownBy(() -> VerbsFixture.in(Mode.SCORE).prioritize(body)).isInstanceOf(BadRequestException.class);
    }

    @Test
    void case07_noNamesAreAnsweredWithAnEmptyArray() {
        assertThat(VerbsFixture.in(Mode.SCORE).prioritize(request("u"))).isEqualTo("[]");
    }

    @Test
    void case08_wholeNodesAreScoredByName() {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);
        fixture.view = TestNodes.empty("a");
        fixture.plugin.scores("a", 100);

        assertThat(fixture.prioritize("{\"Pod\":{},\"Nodes\":{\"items\":[{\"metadata\":{\"name\":\"a\"}}]}}"))
                .isEqualTo("[{\"Host\":\"a\",\"Score\":10}]");
    }

    @Test
    void case09_aNameGivenTwiceIsScoredOnce() {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);
        fixture.view = TestNodes.empty("a", "b");
        fixture.plugin.scores("a", 100).scores("b", 0);

        assertThat(fixture.prioritize(request("u", "a", "b", "a")))
                .isEqualTo("[{\"Host\":\"a\",\"Score\":10},{\"Host\":\"b\",\"Score\":0}]");
    }

    @Test
    void case10_anUnknownNodeGetsTheMeanOfTheOthers() {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);
        fixture.view = TestNodes.empty("a", "b");
        fixture.plugin.scores("a", 90).scores("b", 30);

        // (90 + 30) / 2 = 60, a tenth of it is 6.
        assertThat(fixture.prioritize(request("u", "a", "new", "b")))
                .isEqualTo(
                        "[{\"Host\":\"a\",\"Score\":9},{\"Host\":\"new\",\"Score\":6},{\"Host\":\"b\",\"Score\":3}]");
    }

    @Test
    void case10_onlyUnknownNodesScoreAlike() {
        assertThat(VerbsFixture.in(Mode.SCORE).prioritize(request("u", "x", "y")))
                .isEqualTo("[{\"Host\":\"x\",\"Score\":0},{\"Host\":\"y\",\"Score\":0}]");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4.9, 0",
        "5, 1",
        "54.9, 5",
        "55, 6",
        "94.9, 9",
        "95, 10",
        "100, 10", // a tenth, rounded
        "-20, 0",
        "1000, 10",
        "NaN, 0",
        "Infinity, 10",
        "-Infinity, 0"
    })
    void case14_anyTotalBecomesAWholeNumberFromZeroToTen(double total, int score) {
        assertThat(PrioritizeVerb.step(total)).isEqualTo((byte) score);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1, 101, Double.POSITIVE_INFINITY})
    void case14_aPluginThatScoresNonsenseIsLeftOutAndAllScoreAlike(double nonsense) {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);
        fixture.view = TestNodes.empty("a", "b");
        fixture.plugin.scores("a", nonsense);

        assertThat(fixture.prioritize(request("u", "a", "b")))
                .isEqualTo("[{\"Host\":\"a\",\"Score\":0},{\"Host\":\"b\",\"Score\":0}]");
    }

    @Test
    void case15_prioritizeNeedsNoFilterCallBeforeIt() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a", "b");
        fixture.plugin.refusesButRemovalHelps("a").scores("a", 100).scores("b", 20);

        assertThat(fixture.prioritize(request("u", "a", "b")))
                .isEqualTo("[{\"Host\":\"a\",\"Score\":0},{\"Host\":\"b\",\"Score\":2}]");
    }

    @Test
    void case13_aNodeThatPassedForPreemptionGetsTheLowestScoreAndDoesNotCompete() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.withLowPods("a", "b", "c");
        fixture.plugin.refusesButRemovalHelps("a");
        fixture.plugin.scores("a", 0).scores("b", 80).scores("c", 100);

        // The unknown node gets the mean of b and c: 90.
        assertThat(fixture.prioritize(request("u", "a", "b", "c", "new")))
                .isEqualTo("[{\"Host\":\"a\",\"Score\":0},{\"Host\":\"b\",\"Score\":8},{\"Host\":\"c\",\"Score\":10},"
                        + "{\"Host\":\"new\",\"Score\":9}]");
    }

    @Test
    void case25_beforeTheStateIsSyncedAllScoreAlike() {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);
        fixture.view = TestNodes.empty("a", "b").notSynced();
        fixture.plugin.scores("a", 100);

        assertThat(fixture.prioritize(request("u", "a", "b")))
                .isEqualTo("[{\"Host\":\"a\",\"Score\":0},{\"Host\":\"b\",\"Score\":0}]");
        assertThat(fixture.decisions).isEmpty();
    }

    @Test
    void observeScoresAllAlikeAndRecordsItsOpinion() {
        VerbsFixture fixture = VerbsFixture.in(Mode.OBSERVE);
        fixture.view = TestNodes.empty("a", "b");
        fixture.plugin.scores("a", 100).scores("b", 40);

        assertThat(fixture.prioritize(request("u", "a", "b")))
                .isEqualTo("[{\"Host\":\"a\",\"Score\":0},{\"Host\":\"b\",\"Score\":0}]");
        Decision.Prioritized decision = (Decision.Prioritized) fixture.decisions.getFirst();
        assertThat(decision.totals()).containsExactly(100, 40);
        assertThat(decision.sent()).containsExactly(0, 0);
        assertThat(fixture.unresolved.size()).isZero();
    }

    @Test
    void aPodThatNoProfileServesScoresAllAlike() {
        VerbsFixture fixture = VerbsFixture.servingOnly("headroom", Mode.SCORE);
        fixture.view = TestNodes.empty("a");
        fixture.plugin.scores("a", 100);

        assertThat(fixture.prioritize(requestWith("u", "\"schedulerName\":\"\"", "a")))
                .isEqualTo("[{\"Host\":\"a\",\"Score\":0}]");
        assertThat(fixture.count("headroom.no.profile")).isEqualTo(1);
    }

    @Test
    void scoreChargesTheBestThreeAsAnEstimate() {
        VerbsFixture fixture = VerbsFixture.in(Mode.SCORE);
        fixture.view = TestNodes.empty("a", "b", "c", "d", "e");
        fixture.plugin.scores("b", 70).scores("d", 90);

        fixture.prioritize(request("u", "a", "b", "c", "d", "e"));

        // d (90), b (70), then a, the first of those with 50.
        assertThat(charges(fixture)).containsExactly(1, 1, 0, 1, 0);
        assertThat(((Decision.Prioritized) fixture.decisions.getFirst()).sent()).containsExactly(5, 7, 5, 9, 5);
    }

    @Test
    void enforceNarrowsTheChargeToTheNodesAskedAbout() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.empty("a", "b", "c");

        fixture.filter(request("u", "a", "b", "c"));
        assertThat(charges(fixture)).containsExactly(1, 1, 1);
        fixture.prioritize(request("u", "a", "c"));
        assertThat(charges(fixture)).containsExactly(1, 0, 1);
    }

    @Test
    void enforceScoresAndChargesAPodKnownByItsSpecificationLikeScore() {
        MemoryForecast spec = new MemoryForecast(1 << 30, 1 << 20, 0.3, 0, ForecastSource.SPEC);
        for (Mode mode : new Mode[] {Mode.SCORE, Mode.ENFORCE}) {
            VerbsFixture fixture = VerbsFixture.in(mode);
            fixture.view = TestNodes.empty("a", "b", "c", "d").expecting(spec);
            fixture.plugin.refuses("a").scores("a", 100).scores("b", 20);

            assertThat(fixture.prioritize(request("u", "a", "b", "c", "d")))
                    .as("%s: a is refused by a plugin, and keeps its score", mode)
                    .isEqualTo("[{\"Host\":\"a\",\"Score\":10},{\"Host\":\"b\",\"Score\":2},"
                            + "{\"Host\":\"c\",\"Score\":5},{\"Host\":\"d\",\"Score\":5}]");
            assertThat(charges(fixture)).as("%s: the best three", mode).containsExactly(1, 0, 1, 1);
        }
    }

    @Test
    void enforceChargesAPodWithoutForecastLikeScore() {
        VerbsFixture fixture = VerbsFixture.in(Mode.ENFORCE);
        fixture.view = TestNodes.empty("a", "b", "c", "d", "e").expecting(MemoryForecast.UNKNOWN);
        fixture.plugin.scores("e", 90);

        fixture.prioritize(request("u", "a", "b", "c", "d", "e"));

        assertThat(charges(fixture)).containsExactly(1, 1, 0, 0, 1);
    }

    private static int[] charges(VerbsFixture fixture) {
        int[] charges = new int[fixture.view.slots()];
        for (int slot = 0; slot < charges.length; slot++) {
            var charged = fixture.charged(slot).charged();
            charges[slot] = charged.known() + charged.unknown();
        }
        return charges;
    }
}
