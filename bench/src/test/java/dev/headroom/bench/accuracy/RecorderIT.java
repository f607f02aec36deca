package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.runtime.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records processes that stand in for Go programs, in folders that stand in for groups. */
class RecorderIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(3);
    private final CountDownLatch ended = new CountDownLatch(1);

    private Path out() {
        return folder.resolve("out");
    }

    @BeforeEach
    void groups() throws IOException {
        Path program = folder.resolve("lab.sh");
        Files.writeString(program, """
                #!/bin/sh
                exec '%s/bin/java' -cp '%s' %s "$@"
                """.formatted(
                System.getProperty("java.home"), System.getProperty("java.class.path"), FakeProgram.class.getName()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        put("cgroup.controllers", "memory cpu");
        put("cgroup.subtree_control", "memory cpu");
        for (String name : List.of("quiet-1", "dying-1")) {
            put(name + "/memory.current", "900");
            put(name + "/memory.peak", "1000");
            put(name + "/memory.stat", "anon 500\nfile 300\nfile_mapped 40\ninactive_file 200\n");
            put(name + "/memory.events", "oom_kill " + (name.startsWith("dying") ? 1 : 0) + "\n");
            put(name + "/cpu.stat", "usage_usec 1\n");
        }
    }

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void aProgramIsScrapedSampledAndEndedInTime() throws IOException, InterruptedException {
        Recorder recorder = recorder(12);
        try {
            recorder.begin();
            recorder.start(run("quiet"), new CgroupV2(folder.resolve("groups")), ended::countDown);
            await().atMost(SOON).until(() -> !scrapes("quiet-1").isEmpty());
            assertThat(scrapes("quiet-1")).contains("go_goroutines 7\n");
            assertThat(ended.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            recorder.abort();
            recorder.close();
        }
        assertThat(Files.readString(folder.resolve("groups/quiet-1/memory.max")))
                .isEqualTo("134217728");
        // Ten samples a second for some seconds of a process that has more than a MiB.
        List<String> truth = Files.readAllLines(out().resolve("truth/quiet-1.csv"));
        assertThat(truth).first().isEqualTo("unix_ms,resident_bytes");
        assertThat(truth).hasSizeGreaterThan(50).last().asString().matches("\\d{13},\\d{7,}");
        assertThat(scrapes("cadvisor")).anySatisfy(text -> assertThat(text).contains("container_memory_rss{"));
        assertThat(events("quiet-1")).extracting(e -> e.path("type").asText()).containsExactly("start", "exit");
        assertThat(target("quiet-1").path("endedMs").isNumber()).isTrue();
        assertThat(target("quiet-1").has("oomKilledMs")).isFalse();
    }

    @Test
    void aKillAndTheScrapeThatItCostAreOnRecord() throws IOException, InterruptedException {
        Recorder recorder = recorder(300);
        try {
            recorder.begin();
            recorder.start(run("dying"), new CgroupV2(folder.resolve("groups")), ended::countDown);
            assertThat(ended.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            await().atMost(SOON).until(() -> !scrapes("dying-1").isEmpty());
        } finally {
            recorder.abort();
            recorder.close();
        }
        assertThat(scrapes("dying-1")).containsOnly("");
        assertThat(events("dying-1"))
                .extracting(e -> e.path("type").asText())
                .containsExactly("start", "oom_kill", "exit");
        assertThat(events("dying-1").get(1).path("recognisedBy"))
                .extracting(JsonNode::asText)
                .containsExactly("memory.events oom_kill 1", "exit status 137");
        assertThat(target("dying-1").path("oomKilledMs").isNumber()).isTrue();
    }

    private Recorder recorder(long runSeconds) throws IOException {
        Lab lab = new Lab(folder.resolve("lab.sh"));
        return new Recorder(new SystemClock(), pool, lab, Recording.in(out()), runSeconds);
    }

    private static Run run(String kind) {
        return new Run(kind + "-1", Plans.of(kind, 1), 0, 0, null);
    }

    private List<String> scrapes(String name) throws IOException {
        Path of = out().resolve("scrapes").resolve(name);
        List<String> all = new ArrayList<>();
        if (Files.exists(of)) {
            try (Stream<Path> files = Files.list(of)) {
                for (Path file : files.toList()) {
                    all.add(Files.readString(file));
                }
            }
        }
        return all;
    }

    private List<JsonNode> events(String name) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.readAllLines(out().resolve("events.jsonl"))) {
            JsonNode event = new ObjectMapper().readTree(line);
            if (event.path("name").asText().equals(name)) {
                events.add(event);
            }
        }
        return events;
    }

    private JsonNode target(String name) throws IOException {
        for (JsonNode target :
                new ObjectMapper().readTree(out().resolve("targets.json").toFile())) {
            if (target.path("name").asText().equals(name)) {
                return target;
            }
        }
        throw new IOException("no target " + name);
    }

    private void put(String file, String text) throws IOException {
        Path path = folder.resolve("groups").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
