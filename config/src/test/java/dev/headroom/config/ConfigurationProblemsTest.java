package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.headroom.api.Problem;
import dev.headroom.predict.Signal;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationProblemsTest {

    private static final String HEAD = "apiVersion: headroom.dev/v1alpha1\nkind: HeadroomConfiguration\n";

    private static List<String> problems(String yaml) {
        ConfigurationResult result = ConfigurationReader.read(yaml, FakePlugins.REGISTRY);
        assertThat(result).isInstanceOf(ConfigurationResult.Refused.class);
        return ((ConfigurationResult.Refused) result)
                .problems().stream().map(Problem::toString).toList();
    }

    private static String signals(Predicate<Signal> may) {
        return Stream.of(Signal.values()).filter(may).map(Signal::name).collect(Collectors.joining(", "));
    }

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
                        "a key that stands twice is refused with its line",
                        "server: {verbsPort: 1}\nkillSwitchFile: a\nkillSwitchFile: b",
                        "killSwitchFile: the key again in line 5 is not allowed; allowed is each key once"),
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
                        "a number where a mapping stands",
                        "telemetry: {scrape: 5}",
                        "telemetry.scrape: 5 is not allowed; allowed is a mapping with the keys enabled, interval, timeout, maxTargets, concurrency, maxBodyBytes, names"),
                arguments(
                        "a scrape that outlasts its interval",
                        "telemetry: {scrape: {interval: 1s}}",
                        "telemetry.scrape.timeout: 2s is not allowed; allowed is at most the interval, 1s"),
                arguments(
                        "a query that outlasts the interval",
                        "telemetry: {prometheus: {interval: 10s, timeout: 11s}}",
                        "telemetry.prometheus.timeout: 11s is not allowed; allowed is at most the interval, 10s"),
                arguments(
                        "a connection that outlasts its query",
                        "telemetry: {prometheus: {timeout: 1s}}",
                        "telemetry.prometheus.connectTimeout: 2s is not allowed; allowed is at most the timeout, 1s"),
                arguments(
                        "a server's address with a password in it",
                        "telemetry: {prometheus: {url: 'http://me:secret@prometheus:9090'}}",
                        "telemetry.prometheus.url: \"http://me:secret@prometheus:9090\" is not allowed; allowed is empty, or http://HOST or https://HOST with a port and a path where needed, without user, query and fragment"),
                arguments(
                        "a user without a password",
                        "telemetry: {prometheus: {access: {username: me}}}",
                        "telemetry.prometheus.access.passwordFile:  is not allowed; allowed is a file if and only if there is a username"),
                arguments(
                        "a certificate without its key",
                        "telemetry: {prometheus: {access: {certFile: /c}}}",
                        "telemetry.prometheus.access.keyFile:  is not allowed; allowed is a file if and only if there is a certFile"),
                arguments(
                        "a key without its certificate",
                        "telemetry: {kubelet: {keyFile: /k}}",
                        "telemetry.kubelet.keyFile: /k is not allowed; allowed is a file if and only if there is a certFile"),
                arguments(
                        "two ways to say who asks",
                        "telemetry: {prometheus: {access: {username: me, passwordFile: /p, bearerTokenFile: /t}}}",
                        "telemetry.prometheus.access.username: me is not allowed; allowed is nothing beside a bearerTokenFile"),
                arguments(
                        "a header that is set already",
                        "telemetry: {prometheus: {access: {headers: ['Authorization: Basic eA==']}}}",
                        "telemetry.prometheus.access.headers[0]: \"Authorization: Basic eA==\" is not allowed; allowed is Name: value, and not one of Authorization, Host, Content-Length, Connection"),
                arguments(
                        "a label that cannot be one",
                        "telemetry: {prometheus: {labels: {pod: exported-pod}}}",
                        "telemetry.prometheus.labels.pod: \"exported-pod\" is not allowed; allowed is a label's name"),
                arguments(
                        "a signal of the kernel that no program can say",
                        "telemetry: {scrape: {names: [ANON=anon_bytes]}}",
                        "telemetry.scrape.names[0]: \"ANON=anon_bytes\" is not allowed; allowed is SIGNAL=metric or SIGNAL=metric{label=\"value\",...}, SIGNAL being one of "
                                + signals(signal -> !signal.isFromKernel())),
                arguments(
                        "a metric that cannot be one",
                        "telemetry: {kubelet: {names: [ANON=anon-bytes]}}",
                        "telemetry.kubelet.names[0]: \"ANON=anon-bytes\" is not allowed; allowed is SIGNAL=metric or SIGNAL=metric{label=\"value\",...}, SIGNAL being one of "
                                + signals(Signal::isFromKernel)),
                arguments(
                        "a kubelet's label that cannot be one",
                        "telemetry: {kubelet: {labels: {id: 'cgroup path'}}}",
                        "telemetry.kubelet.labels.id: \"cgroup path\" is not allowed; allowed is a label's name"),
                arguments(
                        "a kubelet that is waited for longer than until the next round",
                        "telemetry: {kubelet: {interval: 5s}}",
                        "telemetry.kubelet.timeout: 10s is not allowed; allowed is at most the interval, 5s"),
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
                        "an alias, and with it an alias bomb",
                        "killSwitchFile: *a",
                        "killSwitchFile: an alias in line 3 is not allowed; allowed is plain YAML without aliases and tags"),
                arguments(
                        "a tag",
                        "server: !foo {}",
                        "server: a tag in line 3 is not allowed; allowed is plain YAML without aliases and tags"),
                arguments(
                        "a second document",
                        "---\na: b",
                        "(file): a second document in line 4 is not allowed; allowed is one YAML document"),
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
    void an_empty_file_lacks_its_head() {
        assertThat(problems(""))
                .containsExactly(
                        "apiVersion: nothing is not allowed; allowed is headroom.dev/v1alpha1",
                        "kind: nothing is not allowed; allowed is HeadroomConfiguration");
    }

    @Test
    void what_is_no_yaml_is_refused_with_its_place() {
        assertThat(problems("server: {verbsPort: 1"))
                .singleElement()
                .asString()
                .startsWith("(file): ")
                .contains("line 1, column 22")
                .endsWith("allowed is YAML");
    }

    @Test
    void a_file_of_more_than_a_mebibyte_is_not_even_parsed() {
        assertThat(problems("#".repeat(1_048_577)))
                .containsExactly("(file): 1048577 characters is not allowed; allowed is at most 1048576");
    }

    @Test
    void deep_nesting_is_refused() {
        assertThat(problems(HEAD + "server: " + "[".repeat(5_000) + "]".repeat(5_000)))
                .isNotEmpty();
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

    @Test
    void a_metric_is_named_for_a_signal_that_exists_and_in_the_form_of_a_selector() {
        for (String wrong :
                new String[] {"MEMORY=m", "RESIDENT=", "RESIDENT=1m", "RESIDENT=m{kind=all}", "RESIDENT=m{}"}) {
            assertThat(problems(HEAD + "telemetry: {prometheus: {names: ['" + wrong + "']}}"))
                    .as(wrong)
                    .singleElement()
                    .asString()
                    .startsWith("telemetry.prometheus.names[0]: \"" + wrong + "\" is not allowed; allowed is")
                    .contains("SIGNAL being one of HEAP_GOAL, HEAP_LIVE, ");
        }
    }
}
