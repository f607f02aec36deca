package dev.headroom.extender.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExaminationTest {

    @Test
    @DisplayName("of a Headroom that works everything is well")
    void healthy() {
        assertThat(Examination.of(new Healthy().diagnosis()))
                .extracting(check -> check.level() + " " + check.subject() + ": " + check.finding())
                .containsExactly(
                        "OK cluster: 12 nodes and 340 pods on them are known",
                        "OK input scrape: found: 50 of 50 matched, the newest is 3 s old",
                        "OK pods: forecast from their own metrics 300, from replicas 30, from annotations 10, from"
                                + " specifications 0, from nothing 0",
                        "OK verb filter: last called 2 s ago",
                        "OK verb prioritize: last called 2 s ago",
                        "OK verb preempt: not called yet: only a pod that has to preempt asks",
                        "OK profile headroom: takes effect in mode score");
    }

    static Stream<Arguments> ill() {
        return Stream.of(
                arguments(
                        "the first lists are not complete",
                        new Healthy().notSynced(),
                        "FAIL cluster",
                        "the first lists"),
                arguments("no node", new Healthy().nodes(0, 0), "FAIL cluster", "no node is known"),
                arguments(
                        "nodes without memory", new Healthy().nodes(12, 2), "WARN cluster", "2 report no allocatable"),
                arguments("no source at all", new Healthy().noInputs(), "WARN inputs", "no source of measurements"),
                arguments("nobody asks", new Healthy().input(0, 0, -1, false), "WARN input scrape", "nothing asks"),
                arguments(
                        "nothing came, and why",
                        new Healthy().input(50, 0, -1, true),
                        "FAIL input scrape",
                        "missing: nothing came yet, 0 of 50 matched; the last failure was 4 s ago:"
                                + " http://10.0.0.7:8080/metrics: answered with status 404"),
                // Three intervals of 5 s.
                arguments(
                        "16 s old",
                        new Healthy().input(50, 0, 16, false),
                        "FAIL input scrape",
                        "stale: the newest is 16 s old, expected is one every 5 s, 0 of 50 matched"),
                // 0.9 · 50 = 45.
                arguments("44 of 50", new Healthy().input(50, 44, 3, false), "WARN input scrape", "found: 44 of 50"),
                arguments(
                        "a failure among many",
                        new Healthy().input(50, 45, 3, true),
                        "OK input scrape",
                        "the last failure was 4 s ago"),
                arguments("nothing is known of pods", new Healthy().pods(9, 0, 9), "FAIL pods", "from nothing 9"),
                arguments("of some pods", new Healthy().pods(9, 4, 5), "WARN pods", "from nothing 5"),
                arguments("old measurements", new Healthy().degraded("At least one."), "WARN pods", "from nothing 0"),
                arguments(
                        "nobody calls",
                        new Healthy().calledSecondsAgo(-1, -1, -1),
                        "FAIL verbs",
                        "kube-scheduler has called none"),
                arguments(
                        "nobody asks for scores",
                        new Healthy().calledSecondsAgo(3, -1, 9),
                        "WARN verb prioritize",
                        "never called since"),
                arguments(
                        "the kill switch", new Healthy().killSwitchOn(), "FAIL configuration", "the kill switch is on"),
                arguments("observe", new Healthy().profile("observe"), "WARN profile headroom", "takes no effect"),
                arguments(
                        "a plugin that throws",
                        new Healthy().profile("score", "GcHeadroom"),
                        "FAIL profile headroom",
                        "left out: GcHeadroom"),
                arguments(
                        "another scheduler",
                        new Healthy().requests(7, 0),
                        "WARN configuration",
                        "7 requests were for pods whose scheduler no profile serves"),
                arguments(
                        "whole nodes", new Healthy().requests(0, 8), "WARN configuration", "8 requests carried whole"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void ill(String sentence, Healthy healthy, String levelAndSubject, String finding) {
        List<Check> checks = Examination.of(healthy.diagnosis());
        assertThat(checks)
                .filteredOn(check -> (check.level() + " " + check.subject()).equals(levelAndSubject))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.finding()).contains(finding);
                    assertThat(check.remedy().isEmpty()).isEqualTo(check.level() == Check.Level.OK);
                });
        assertThat(checks)
                .as("everything else is well")
                .filteredOn(check -> check.level() != Check.Level.OK)
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    @DisplayName("of a server it is said when each signal last came, of how many containers, and which never did")
    void signals() {
        assertThat(Examination.of(new Healthy().prometheus().diagnosis()))
                .extracting(check -> check.level() + " " + check.subject() + ": " + check.finding())
                .contains("OK input prometheus (cgroups): found: 118 of 120 matched, the newest is 12 s old;"
                        + " WORKING_SET of 118, PRESSURE_SOME_SECONDS of 40 (4 min ago); never came CGROUP_MAX;"
                        + " past: 1440 samples, one each 60 s; nodes: 12; its clock is 4 s ahead");
    }

    @Test
    @DisplayName("what is degraded is said in the process's own sentence")
    void degraded() {
        assertThat(Examination.of(new Healthy().degraded("At least one in ten.").diagnosis()))
                .extracting(Check::remedy)
                .contains("At least one in ten.");
    }
}
