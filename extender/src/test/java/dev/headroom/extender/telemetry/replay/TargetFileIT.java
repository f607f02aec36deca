package dev.headroom.extender.telemetry.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.QosClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetFileIT {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("an entry with all its fields; unknown ones are ignored")
    void whole() throws IOException {
        assertThat(read("""
                [{"name": "cart-1", "url": "http://10.0.0.7:9090/metrics", "namespace": "shop", "pod": "cart-1",
                  "container": "app", "node": "n1", "memoryLimitBytes": 268435456, "memoryHighBytes": null,
                  "cpuLimitMillis": 500, "env": {"GOGC": "50", "GOMEMLIMIT": "200MiB", "HOME": "/"},
                  "qosClass": "Guaranteed", "owner": "shop/Deployment/cart", "seed": 7}]
                """))
                .containsExactly(new RecordedTarget(
                        "cart-1",
                        "http://10.0.0.7:9090/metrics",
                        "shop",
                        "cart-1",
                        "app",
                        "n1",
                        "shop/Deployment/cart/app",
                        // 200 · 2^20
                        new ContainerSpec(268_435_456, 0, 0, 500, 50, 209_715_200, QosClass.GUARANTEED),
                        false));
    }

    @Test
    @DisplayName("an entry with its name alone, one of the kubelet, and a URL")
    void sparse() throws IOException {
        assertThat(read("[{\"name\": \"a\"}, {\"name\": \"k\", \"kind\": \"cadvisor\"}, \"http://127.0.0.1:1/m\"]"))
                .containsExactly(
                        new RecordedTarget("a", "", "", "", "", "", "", ContainerSpec.UNKNOWN, false),
                        new RecordedTarget("k", "", "", "", "", "", "", ContainerSpec.UNKNOWN, true),
                        RecordedTarget.at("http://127.0.0.1:1/m"));
    }

    @ParameterizedTest(name = "GOGC={0} is {1} %")
    @CsvSource({"100,100", "off,-1", "-5,-1", "0,0", "'',NaN", "1e2,NaN"})
    void gogc(String text, double percent) throws IOException {
        double read = read("[{\"name\": \"a\", \"env\": [{\"name\": \"GOGC\", \"value\": \"" + text + "\"}]}]")
                .getFirst()
                .spec()
                .gogcPercent();
        assertThat(read).isEqualTo(Double.valueOf(percent));
    }

    @ParameterizedTest(name = "GOMEMLIMIT={0} is {1} bytes, -1 for none")
    @CsvSource({"off,-1", "'',-1", "0,0", "0B,0", "00MiB,0", "1KiB,1024", "65TiB,-1"})
    void goMemLimit(String text, long bytes) throws IOException {
        assertThat(read("[{\"name\": \"a\", \"env\": {\"GOMEMLIMIT\": \"" + text + "\"}}]")
                        .getFirst()
                        .spec()
                        .goMemLimitBytes())
                .isEqualTo(bytes);
    }

    @ParameterizedTest(name = "owner {0} is workload {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "null                                              | ''",
                "\"\"                                              | ''",
                "\"shop/Deployment/cart\"                          | shop/Deployment/cart/app",
                "\"StatefulSet/db\"                                | shop/StatefulSet/db/app",
                "\"ReplicaSet/cart-5d4f\"                          | shop/Deployment/cart/app",
                "\"cart\"                                          | shop/Owner/cart/app",
                "{\"kind\": \"ReplicaSet\", \"name\": \"cart-5d4f\"} | shop/Deployment/cart/app",
                "{\"kind\": \"Job\", \"name\": \"bill-29000000\"}  | shop/CronJob/bill/app",
                "{\"name\": \"x\"}                                 | ''"
            })
    void owners(String owner, String workload) throws IOException {
        assertThat(
                        read("[{\"name\": \"a\", \"namespace\": \"shop\", \"pod\": \"cart-5d4f-x7x7x\", \"container\": \"app\","
                                        + " \"owner\": " + owner + "}]")
                                .getFirst()
                                .workload())
                .isEqualTo(workload);
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense                                       | is no JSON: Unrecognized token 'nonsense'",
                "''                                             | holds no list but MISSING, allowed is a list",
                "{}                                             | holds no list but OBJECT, allowed is a list",
                "[]                                             | holds a list of 0, allowed is a list of 1 to 10000",
                "[7]                                            | entry 0 is NUMBER, allowed is an object or a URL",
                "[{}]                                           | entry 0 has name '', allowed is 1 to 253",
                "[{\"name\": \"../x\"}]                         | entry 0 has name '../x', allowed is 1 to 253",
                "[{\"name\": 5}]                                | entry 0 has name 5, allowed is a text",
                "[{\"name\": \"a\"}, {\"name\": \"a\"}]         | has two targets named 'a'",
                "[{\"name\": \"a\", \"memoryLimitBytes\": -1}]  | has memoryLimitBytes -1, allowed is a number of 0 to",
                "[{\"name\": \"a\", \"memoryLimitBytes\": \"1Gi\"}] | has memoryLimitBytes \"1Gi\", allowed is a number",
                "[{\"name\": \"a\", \"memoryLimitBytes\": 1e30}] | has memoryLimitBytes 1.0E30, allowed is a number",
                "[{\"name\": \"a\", \"env\": \"x\"}]            | has env \"x\", allowed is an object, or a list",
                "[{\"name\": \"a\", \"env\": {\"GOMEMLIMIT\": \"1GB\"}}] | \"1GB\" is no GOMEMLIMIT; allowed is off",
                "[{\"name\": \"a\", \"owner\": \"a/b/c/d\"}]    | has owner 'a/b/c/d', allowed is namespace/Kind/name"
            })
    void refused(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("targets.json")
                .hasMessageContaining(message);
    }

    private List<RecordedTarget> read(String json) throws IOException {
        return TargetFile.read(Files.writeString(folder.resolve("targets.json"), json));
    }
}
