package dev.headroom.config;

import static dev.headroom.config.RefusedFile.HEAD;
import static dev.headroom.config.RefusedFile.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with the keys and values of a file, but for those of telemetry. */
class ConfigurationProblemsTest {

    private static String profile(String pluginsAndMore) {
        return "profiles: [{schedulerName: headroom, " + pluginsAndMore + "}]\n";
    }

    static Stream<Arguments> oneProblem() {
        String args = "profiles[0].plugins[0].args";
        return Stream.of(
                arguments(
                        "a misspelt key gets a hint",
                        "server: {verbPort: 1}",
                        "server.verbPort: an unknown key is not allowed; allowed is one of the keys host, opsHost, verbsPort, opsPort, "
                                + "allowedHosts, maxBodyBytes, idleTimeout, drainTimeout. Maybe you mean `verbsPort`"),
                arguments(
                        "a port out of range",
                        "server: {verbsPort: 65536}",
                        "server.verbsPort: 65536 is not allowed; allowed is a whole number from 0 to 65535"),
                arguments(
                        "a number beyond 64 bits",
                        "server: {verbsPort: 99999999999999999999}",
                        "server.verbsPort: 99999999999999999999 is not allowed; allowed is a whole number from 0 to 65535"),
                arguments(
                        "a fraction where a whole number stands",
                        "server: {verbsPort: 1.5}",
                        "server.verbsPort: 1.5 is not allowed; allowed is a whole number from 0 to 65535"),
                arguments(
                        "a number in quotes",
                        "server: {verbsPort: '8888'}",
                        "server.verbsPort: \"8888\" is not allowed; allowed is a whole number from 0 to 65535. Maybe remove the quotes"),
                arguments(
                        "a key without a value",
                        "server: {verbsPort: }",
                        "server.verbsPort: nothing is not allowed; allowed is a whole number from 0 to 65535"),
                arguments(
                        "the same port for verbs and operations",
                        "server: {verbsPort: 1, opsPort: 1}",
                        "server.opsPort: 1 is not allowed; allowed is another port than verbsPort"),
                arguments(
                        "an idle timeout that makes kube-scheduler's calls fail says why",
                        "server: {idleTimeout: 90s}",
                        "server.idleTimeout: \"90s\" is not allowed; allowed is a duration from 91s to 1h (units ms, s, m, h), "
                                + "because kube-scheduler keeps idle connections for 90 s and its call fails on one that the server closes"),
                arguments(
                        "more decisions than the log takes",
                        "decisionLog: {recent: 10001}",
                        "decisionLog.recent: 10001 is not allowed; allowed is a whole number from 1 to 10000"),
                arguments(
                        "a drain that would be killed before it ends says why: 25 s + 1 s + 5 s > 30 s",
                        "server: {drainTimeout: 25s}",
                        "server.drainTimeout: \"25s\" is not allowed; allowed is a duration from 1s to 24s (units ms, s, m, h), because with 1 s "
                                + "of margin and 5 s for closing the rest it must end within the 30 s after which Kubernetes kills it"),
                arguments(
                        "a duration without its unit",
                        "unresolved: {expiry: 5}",
                        "unresolved.expiry: 5 is not allowed; allowed is a duration from 100ms to 5m (units ms, s, m, h). Maybe add the unit"),
                arguments(
                        "one host of a list",
                        "server: {allowedHosts: [good, 'b a d']}",
                        "server.allowedHosts[1]: \"b a d\" is not allowed; allowed is a host name or an IP address"),
                arguments(
                        "a text where a list stands",
                        "server: {allowedHosts: good}",
                        "server.allowedHosts: \"good\" is not allowed; allowed is a list of at most 64, each a host name or an IP address"),
                arguments(
                        "a word that is no boolean",
                        "unresolved: {charge: maybe}",
                        "unresolved.charge: \"maybe\" is not allowed; allowed is true or false"),
                arguments(
                        "a longest pause below the first",
                        "pluginGuard: {longestPause: 1s}",
                        "pluginGuard.longestPause: 1s is not allowed; allowed is at least firstPause, 30s"),
                arguments(
                        "no profile at all",
                        "profiles: []",
                        "profiles: a list of 0 is not allowed; allowed is a list of 1 to 64 mappings"),
                arguments(
                        "a profile without plugins",
                        profile("mode: score"),
                        "profiles[0].plugins: nothing is not allowed; allowed is a list of 1 to 64 mappings"),
                arguments(
                        "a termination that takes no time",
                        "qosResponse: {bestEffortSeconds: 0}",
                        "qosResponse.bestEffortSeconds: 0 is not allowed; allowed is a number from 0.1 to 600"),
                arguments(
                        "a bias that would be corrected by more than a fifth",
                        "feedback: {largestBias: 0.3}",
                        "feedback.largestBias: 0.3 is not allowed; allowed is a number from 0 to 0.1"),
                arguments(
                        "a gain of feedback that is out of bounds",
                        "feedback: {gain: 0.6}",
                        "feedback.gain: 0.6 is not allowed; allowed is a number from 0.01 to 0.5"),
                arguments(
                        "a correction that is forgotten before the next",
                        "feedback: {period: 2m, forget: 1m}",
                        "feedback.forget: 1m is not allowed; allowed is at least the period, 2m"),
                arguments(
                        "a mode that does not exist",
                        profile("mode: enforced, plugins: [{name: GcHeadroom}]"),
                        "profiles[0].mode: \"enforced\" is not allowed; allowed is one of observe, score, enforce. Maybe you mean `enforce`"),
                arguments(
                        "two profiles for one scheduler",
                        "profiles: [{schedulerName: a, plugins: [{name: GcHeadroom}]}, {schedulerName: a, plugins: [{name: GcHeadroom}]}]",
                        "profiles[1].schedulerName: \"a\" is not allowed; allowed is a name that does not stand at profiles[0].schedulerName too"),
                arguments(
                        "a plugin that does not exist",
                        profile("plugins: [{name: GcHedroom}]"),
                        "profiles[0].plugins[0].name: \"GcHedroom\" is not allowed; allowed is one of Balance, GcCpu, GcHeadroom, GcHeadroomFit, LeastRequested, MemoryPressure. "
                                + "Maybe you mean `GcHeadroom`"),
                arguments(
                        "a plugin twice in one profile",
                        profile("plugins: [{name: GcHeadroom}, {name: GcHeadroom}]"),
                        "profiles[0].plugins[1].name: \"GcHeadroom\" is not allowed; allowed is a name that does not stand at profiles[0].plugins[0].name too"),
                arguments(
                        "a weight that is no number",
                        profile("plugins: [{name: GcHeadroom, weight: .nan}]"),
                        "profiles[0].plugins[0].weight: \".nan\" is not allowed; allowed is a number from 0 to 1000000"),
                arguments(
                        "a misspelt argument",
                        profile("plugins: [{name: GcHeadroom, args: {quantil: 0.5}}]"),
                        args
                                + ".quantil: an unknown key is not allowed; allowed is one of the keys quantile, count, bytes, enabled, label, colour. "
                                + "Maybe you mean `quantile`"),
                arguments(
                        "an argument for a plugin that takes none",
                        profile("plugins: [{name: LeastRequested, args: {x: 1}}]"),
                        args + ".x: an unknown key is not allowed; allowed is no key here"),
                arguments(
                        "an argument that the plugin refuses",
                        profile("plugins: [{name: GcHeadroom, args: {quantile: 1.5}}]"),
                        args + ".quantile: 1.5 is not allowed; allowed is a number from 0.5 to 0.999"),
                arguments(
                        "an argument of the wrong type",
                        profile("plugins: [{name: GcHeadroom, args: {count: many}}]"),
                        args
                                + ".count: \"many\" is not allowed; allowed is a whole number from -2147483648 to 2147483647"),
                arguments(
                        "a text with a line break where one line is shown",
                        "killSwitchFile: \"a\\nb\"",
                        "killSwitchFile: \"a\\nb\" is not allowed; allowed is a text of at most 4096 characters on one line"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneProblem")
    void is_refused(String name, String body, String problem) {
        assertThat(problems(HEAD + body)).containsExactly(problem);
    }

    @Test
    void all_problems_are_reported_at_once() {
        assertThat(problems("""
                        apiVersion: headroom.dev/v2
                        server: {verbsPort: -1, idleTimeout: 5s}
                        profiles:
                          - plugins:
                              - {name: GcHeadroom, args: {quantile: high}}
                              - {weight: -1}
                        extra: 1
                        """))
                .map(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactly(
                        "extra",
                        "apiVersion",
                        "kind",
                        "server.verbsPort",
                        "server.idleTimeout",
                        "profiles[0].schedulerName",
                        "profiles[0].plugins[0].args.quantile",
                        "profiles[0].plugins[1].name",
                        "profiles[0].plugins[1].weight");
    }

    @Test
    void endless_problems_are_counted_and_not_listed() {
        StringBuilder yaml = new StringBuilder(HEAD);
        for (int i = 0; i < 5_000; i++) {
            yaml.append("k").append(i).append(": 1\n");
        }

        // 100 are listed; 5,000 − 100 = 4,900 are counted.
        assertThat(problems(yaml.toString())).hasSize(101).last().asString().startsWith("(file): 4900 more problems");
    }

    @Test
    void a_key_cannot_break_the_line_of_its_problem() {
        assertThat(problems(HEAD + "\"a\\nb\": 1")).singleElement().asString().startsWith("\"a\\nb\": an unknown key");
    }
}
