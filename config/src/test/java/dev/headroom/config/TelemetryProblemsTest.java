package dev.headroom.config;

import static dev.headroom.config.RefusedFile.HEAD;
import static dev.headroom.config.RefusedFile.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.headroom.predict.Signal;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with the keys and values of telemetry. */
class TelemetryProblemsTest {

    private static String signals(Predicate<Signal> may) {
        return Stream.of(Signal.values()).filter(may).map(Signal::name).collect(Collectors.joining(", "));
    }

    static Stream<Arguments> oneProblem() {
        return Stream.of(
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
                        "telemetry.kubelet.timeout: 10s is not allowed; allowed is at most the interval, 5s"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneProblem")
    void is_refused(String name, String body, String problem) {
        assertThat(problems(HEAD + body)).containsExactly(problem);
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
