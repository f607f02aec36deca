package dev.headroom.extender.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.telemetry.Target;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeAnnotationsTest {

    private final List<String> bad = new ArrayList<>();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "port and path as annotated           | true  | '8080'  | /m?x=1   | Running   | 10.0.0.1 | http://10.0.0.1:8080/m?x=1",
                "the path is /metrics unless annotated | true | '1'     | -        | Running   | 10.0.0.1 | http://10.0.0.1:1/metrics",
                "the first declared port, 9102        | true  | -       | -        | Running   | 10.0.0.1 | http://10.0.0.1:9102/metrics",
                "an IPv6 address stands in brackets   | true  | '65535' | -        | Running   | fd00::1  | http://[fd00::1]:65535/metrics",
                "not asked for                        | false | '8080'  | -        | Running   | 10.0.0.1 | -",
                "not annotated                        | -     | '8080'  | -        | Running   | 10.0.0.1 | -",
                "not running yet                      | true  | '8080'  | -        | Pending   | 10.0.0.1 | -",
                "finished                             | true  | '8080'  | -        | Succeeded | 10.0.0.1 | -",
                "without an address                   | true  | '8080'  | -        | Running   | ''       | -"
            })
    void target(
            String why,
            @Nullable String scrape,
            @Nullable String port,
            @Nullable String path,
            String phase,
            String ip,
            @Nullable String url) {
        Target target = read(scrape, port, path, phase, ip);
        String container = url != null && url.contains(":9102/") ? "b" : "a";
        assertThat(target).isEqualTo(url == null ? null : new Target("u1", "ns", "p", container, url));
        assertThat(bad).isEmpty();
    }

    @ParameterizedTest(name = "who is measured on port {1}: {0}")
    @CsvSource({
        "the container that declares it, '9103', b",
        "a sidecar that declares it, '15020', proxy",
        "the first container where nobody declares it, '8080', a",
        "not an init container that has ended, '7000', a"
    })
    void container(String why, String port, String name) {
        Target target = Objects.requireNonNull(read("true", port, null, "Running", "10.0.0.1"));
        assertThat(target.container()).isEqualTo(name);
    }

    @ParameterizedTest(name = "refused and reported: {0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "port 0              | '0'      | /m",
                "a port above 65535  | '65536'  | /m",
                "a negative port     | '-1'     | /m",
                "a port's name       | http     | /m",
                "a long number       | '111111' | /m",
                "no leading slash    | '8080'   | m",
                "an empty path       | '8080'   | ''",
                "another host        | '8080'   | '@evil/'",
                "a blank             | '8080'   | '/a b'",
                "a line break        | '8080'   | '/a\r\nHost: evil'"
            })
    void refused(String why, String port, String path) {
        assertThat(read("true", port, path, "Running", "10.0.0.1")).isNull();
        assertThat(bad).hasSize(1);
        assertThat(bad.getFirst()).startsWith("prometheus.io/").contains("allowed");
    }

    private @Nullable Target read(
            @Nullable String scrape, @Nullable String port, @Nullable String path, String phase, String ip) {
        Pod pod = Yaml.pod("""
                metadata: {uid: u1, namespace: ns, name: p}
                spec:
                  containers: [{name: a}, {name: b, ports: [{containerPort: 9102}, {containerPort: 9103}]}]
                  initContainers:
                    - {name: prepare, ports: [{containerPort: 7000}]}
                    - {name: proxy, restartPolicy: Always, ports: [{containerPort: 15020}]}
                status: {}
                """);
        pod.getStatus().setPhase(phase);
        pod.getStatus().setPodIP(ip);
        put(pod, ScrapeAnnotations.SCRAPE, scrape);
        put(pod, ScrapeAnnotations.PORT, port);
        put(pod, ScrapeAnnotations.PATH, path);
        return ScrapeAnnotations.target(pod, (field, problem) -> bad.add(field + " " + problem));
    }

    private static void put(Pod pod, String key, @Nullable String value) {
        if (value != null) {
            pod.getMetadata().getAnnotations().put(key, value);
        }
    }
}
