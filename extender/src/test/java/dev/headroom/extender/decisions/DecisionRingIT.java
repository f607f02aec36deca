package dev.headroom.extender.decisions;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.runtime.Mode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionRingIT {

    private static final long MIB = 1 << 20;

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DecisionFixture score = new DecisionFixture(Mode.SCORE);
    private final List<NodeInfo> nodes =
            List.of(aNode().named("node-0").build(), aNode().named("node-1").build());

    @Test
    void a_running_pod_is_explained_after_a_restart_by_uid_and_by_name() {
        Explanation written = explanation("api", Outcome.BOUND);
        try (DecisionRing ring = ring(MIB)) {
            ring.append(written, clock.millis());
        }
        try (DecisionRing ring = ring(MIB)) {
            assertThat(ring.byUid(written.pod().uid()))
                    .map(Explanation::chosenNode)
                    .contains("node-0");
            assertThat(ring.byName("default/api")).isPresent();
            assertThat(ring.byName("default/other")).isEmpty();
        }
    }

    @Test
    void a_torn_last_line_loses_one_decision_and_the_next_is_written_over_it() throws IOException {
        try (DecisionRing ring = ring(MIB)) {
            ring.append(explanation("whole", Outcome.BOUND), clock.millis());
            ring.append(explanation("torn", Outcome.BOUND), clock.millis());
        }
        Path segment = segments().getFirst();
        byte[] bytes = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(bytes, bytes.length - 20));
        try (DecisionRing ring = ring(MIB)) {
            assertThat(ring.byName("default/whole")).isPresent();
            assertThat(ring.byName("default/torn")).isEmpty();
            assertThat(unreadable()).isEqualTo(1);
            ring.append(explanation("next", Outcome.BOUND), clock.millis());
        }
        try (DecisionRing ring = ring(MIB)) {
            assertThat(ring.byName("default/whole")).isPresent();
            assertThat(ring.byName("default/next")).isPresent();
        }
        assertThat(unreadable()).as("nothing torn was left in between").isEqualTo(1);
    }

    @Test
    void garbage_in_the_middle_costs_only_its_own_lines() throws IOException {
        try (DecisionRing ring = ring(MIB)) {
            ring.append(explanation("before", Outcome.BOUND), clock.millis());
        }
        Files.writeString(segments().getFirst(), "\0\0 no json\n{\"uid\":\"u\"}\n\n", StandardOpenOption.APPEND);
        Files.writeString(directory.resolve("decisions-x.jsonl"), "not ours");
        try (DecisionRing ring = ring(MIB)) {
            ring.append(explanation("after", Outcome.BOUND), clock.millis());
            assertThat(ring.byName("default/before")).isPresent();
            assertThat(ring.byName("default/after")).isPresent();
            assertThat(unreadable()).isEqualTo(3);
        }
    }

    @Test
    void ten_thousand_decisions_stay_within_the_bound_and_the_newest_are_known() {
        try (DecisionRing ring = ring(4 * MIB)) {
            for (int i = 0; i < 10_000; i++) {
                ring.append(explanation("pod-" + i, Outcome.BOUND), clock.millis());
                if (i % 500 == 0) {
                    assertThat(bytesOnDisk()).isLessThanOrEqualTo(4 * MIB);
                }
            }
            assertThat(bytesOnDisk()).isBetween(3 * MIB, 4 * MIB);
            assertThat(ring.byName("default/pod-9999")).isPresent();
            assertThat(ring.byName("default/pod-0")).isEmpty();
            assertThat(segments()).hasSize(DecisionRing.SEGMENTS);
        }
        try (DecisionRing ring = ring(MIB)) {
            assertThat(bytesOnDisk()).as("a smaller bound holds from the start").isLessThanOrEqualTo(MIB);
            ring.append(explanation("later", Outcome.BOUND), clock.millis());
            assertThat(ring.byName("default/later")).isPresent();
        }
    }

    @Test
    void a_directory_that_cannot_be_written_is_counted_and_tried_again_later() throws IOException {
        Path blocked = directory.resolve("blocked");
        Files.writeString(blocked, "a file where a directory should be");
        try (DecisionRing ring = new DecisionRing(blocked, MIB, meters)) {
            ring.open(clock.millis());
            ring.append(explanation("lost", Outcome.BOUND), clock.millis());
            assertThat(failures()).isEqualTo(2);
            Files.delete(blocked);
            ring.append(explanation("too-soon", Outcome.BOUND), clock.millis());
            assertThat(failures()).isEqualTo(3);
            clock.advanceMillis(30_000);
            ring.append(explanation("kept", Outcome.BOUND), clock.millis());
            assertThat(failures()).isEqualTo(3);
            assertThat(ring.byName("default/kept")).isPresent();
        }
    }

    @Test
    void two_logs_do_not_write_into_one_directory() {
        try (DecisionRing first = ring(MIB);
                DecisionRing second = ring(MIB)) {
            first.append(explanation("first", Outcome.BOUND), clock.millis());
            second.append(explanation("second", Outcome.BOUND), clock.millis());
            assertThat(failures()).isEqualTo(2);
            assertThat(second.byName("default/second")).isEmpty();
            assertThat(first.byName("default/first")).isPresent();
        }
    }

    @Test
    void a_decision_larger_than_a_segment_is_counted_and_harms_nothing() {
        Random random = new Random(1);
        List<Explanation.OtherNode> many = Stream.generate(() -> new Explanation.OtherNode(
                        "node-" + Long.toHexString(random.nextLong()), random.nextDouble(), null))
                .limit(10_000)
                .toList();
        Explanation small = explanation("small", Outcome.BOUND);
        Explanation large = new Explanation(
                small.pod(),
                small.forecast(),
                small.profile(),
                small.mode(),
                small.decidedAtMillis(),
                small.outcome(),
                small.chosenNode(),
                1,
                small.counts(),
                small.schedulerShare(),
                small.nodes(),
                many,
                null,
                List.of());
        try (DecisionRing ring = ring(MIB)) {
            ring.append(large, clock.millis());
            assertThat(failures()).isEqualTo(1);
            ring.append(small, clock.millis());
            assertThat(ring.byName("default/small")).isPresent();
        }
    }

    @Test
    void a_log_explains_after_a_restart_and_learns_where_unresolved_pods_went() {
        PodInfo bound = pod("bound");
        PodInfo open = pod("open");
        try (DecisionLog log = log()) {
            log.start();
            score.cycle(bound, nodes, clock.millis()).forEach(log::accept);
            log.bound(bound.uid(), "node-1");
            score.cycle(open, nodes, clock.millis()).forEach(log::accept);
            await().until(() -> log.counts().onDisk() == 1);
        }
        try (DecisionLog log = log()) {
            log.start();
            await().until(() -> log.latest().size() == 2);
            assertThat(ask(log, "default/bound").orElseThrow().explanation().chosenNode())
                    .isEqualTo("node-1");
            // The watch tells anew of every pod that is bound.
            log.bound(bound.uid(), "node-1");
            log.bound(open.uid(), "node-0");
            await().untilAsserted(() -> assertThat(
                            ask(log, open.uid()).orElseThrow().explanation().chosenNode())
                    .isEqualTo("node-0"));
        }
    }

    @Test
    void a_log_that_is_closed_answers_no_more_questions() {
        DecisionLog log = log();
        log.start();
        log.close();
        assertThat(log.explain("default/api", null)).isCompletedExceptionally();
    }

    @Test
    void too_small_a_bound_is_refused_with_what_is_allowed() {
        assertThatThrownBy(() -> new DecisionRing(directory, 1000, meters))
                .hasMessage("decisionLog.maxBytes is 1000, allowed is 1048576 or more");
    }

    private static Optional<ExplainAnswer> ask(DecisionLog log, String pod) {
        return log.explain(pod, null).join();
    }

    private DecisionLog log() {
        return new DecisionLog(directory, MIB, 100, clock, meters);
    }

    private DecisionRing ring(long maxBytes) {
        DecisionRing ring = new DecisionRing(directory, maxBytes, meters);
        ring.open(clock.millis());
        return ring;
    }

    private Explanation explanation(String name, Outcome outcome) {
        Attempt attempt = new Attempt(score.filtered(pod(name), nodes, clock.millis()), 0);
        return DecisionExplainer.explain(attempt, outcome, "node-0", List.of());
    }

    private static PodInfo pod(String name) {
        return aPod().named(name).forecast("1Gi", "64Mi").build();
    }

    private List<Path> segments() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long bytesOnDisk() {
        return segments().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private double failures() {
        return meters.counter("headroom.decisions.disk.failures").count();
    }

    private double unreadable() {
        return meters.counter("headroom.decisions.disk.unreadable").count();
    }
}
