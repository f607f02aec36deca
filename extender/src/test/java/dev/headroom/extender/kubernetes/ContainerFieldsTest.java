package dev.headroom.extender.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.state.PodContainer;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.QosClass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerFieldsTest {

    private static final long MIB = 1L << 20;

    private final List<String> bad = new ArrayList<>();

    @Test
    @DisplayName("ordinary containers in their order, then sidecars; an init container that ends is none of them")
    void running() {
        List<PodContainer> containers = read("""
                spec:
                  initContainers:
                    - {name: mesh, restartPolicy: Always}
                    - {name: migrate}
                  containers: [{name: app}, {name: proxy}]
                """);
        assertThat(containers).extracting(PodContainer::name).containsExactly("app", "proxy", "mesh");
        assertThat(containers).extracting(PodContainer::spec).containsOnly(ContainerSpec.UNKNOWN);
    }

    @Test
    @DisplayName("limits, requests, environment and class of service are read per container")
    void everything() {
        List<PodContainer> containers = read("""
                status: {qosClass: Guaranteed}
                spec:
                  containers:
                    - name: app
                      env: [{name: GOGC, value: "50"}, {name: GOMEMLIMIT, value: 200MiB}]
                      resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {cpu: '2', memory: 256Mi}}
                """);
        assertThat(containers.getFirst().spec())
                .isEqualTo(new ContainerSpec(256 * MIB, 0, 128 * MIB, 2_000, 50, 200 * MIB, QosClass.GUARANTEED));
        assertThat(bad).isEmpty();
    }

    @Test
    @DisplayName("until a resize in place is done the limit in force counts")
    void resized() {
        assertThat(first("""
                        status:
                          containerStatuses:
                            - {name: other, resources: {limits: {memory: 64Mi}}}
                            - {name: app, resources: {limits: {memory: 256Mi}}}
                        spec: {containers: [{name: app, resources: {limits: {memory: 512Mi}}}]}
                        """).limitBytes()).isEqualTo(256 * MIB);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {name: GOMEMLIMIT, value: off}      | -1
            {name: GOMEMLIMIT, value: ''}       | -1
            {name: GOMEMLIMIT, value: '0'}      | 0
            {name: GOMEMLIMIT, value: 64MiB}    | 67108864
            {name: GOMEMLIMIT, value: 1.5GiB}   | -1
            {name: GOMEMLIMIT, valueFrom: {resourceFieldRef: {resource: limits.memory}}} | 268435456
            {name: GOMEMLIMIT, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: '1'}}} | 268435456
            {name: GOMEMLIMIT, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}} | -1
            {name: GOMEMLIMIT, valueFrom: {resourceFieldRef: {resource: limits.memory, containerName: b}}} | -1
            {name: GOMEMLIMIT, valueFrom: {resourceFieldRef: {resource: requests.memory}}} | -1
            {name: GOMEMLIMIT, valueFrom: {configMapKeyRef: {name: c, key: k}}} | -1
            """)
    void goMemLimit(String variable, long bytes) {
        assertThat(first("spec: {containers: [{name: app, env: [" + variable
                                + "], resources: {limits: {memory: 256Mi}}}]}")
                        .goMemLimitBytes())
                .isEqualTo(bytes);
    }

    @Test
    @DisplayName("a GOGC that a Go program would ignore is named and counts as not set")
    void badGogc() {
        ContainerSpec spec = first("spec: {containers: [{name: app, env: [{name: GOGC, value: 50%}]}]}");
        assertThat(spec.gogcPercent()).isNaN();
        assertThat(bad).hasSize(1);
        assertThat(bad.getFirst()).startsWith("GOGC: \"50%\" is no GOGC");
    }

    @Test
    @DisplayName("a limit beyond 64 TiB counts as 64 TiB")
    void absurd() {
        assertThat(first("spec: {containers: [{name: app, resources: {limits: {memory: 1Pi}}}]}")
                        .limitBytes())
                .isEqualTo(1L << 46);
    }

    private ContainerSpec first(String yaml) {
        return read(yaml).getFirst().spec();
    }

    private List<PodContainer> read(String yaml) {
        return ContainerFields.running(
                Yaml.pod("metadata: {uid: u, namespace: ns, name: p}\n" + yaml),
                (field, problem) -> bad.add(field + ": " + problem));
    }
}
