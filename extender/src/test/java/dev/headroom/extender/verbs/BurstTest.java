package dev.headroom.extender.verbs;

import static dev.headroom.extender.verbs.VerbsFixture.request;
import static dev.headroom.testkit.NodeBuilder.aNode;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PodMemorySpec;
import dev.headroom.api.Resources;
import dev.headroom.extender.state.FakeClusterView;
import dev.headroom.predicates.GcHeadroomFit;
import dev.headroom.priorities.GcHeadroom;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.PluginSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A burst of identical pods against a scheduler that takes any node of the answer, while the watch tells of a binding
 * up to 100 bindings later.
 *
 * <p>18 nodes of 16 GiB, pods of exactly 1 GiB: 0.85 · 16 = 13.6, so 13 fit a node and 234 the cluster.
 */
class BurstTest {

    private static final ObjectMapper TREE = new ObjectMapper();
    private static final int NODES = 18;
    private static final int PODS = 200;
    private static final int LATEST = 100;
    private static final long STEP_NANOS = 5_000_000;
    private static final double LIMIT_BYTES = 0.85 * (16L << 30);
    private static final MemoryForecast ONE_GIB = new MemoryForecast(1 << 30, 0, 0.9, 0, ForecastSource.REPLICAS);

    /** A binding that the watch tells at a step. */
    private record Told(int step, String uid, int node) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noNodeIsEverOvercommittedAndAllPodsAreBound(long seed) throws Exception {
        Run run = new Run(true, seed);
        run.all();

        assertThat(run.bound).isEqualTo(PODS);
        assertThat(run.mostBytes).isLessThanOrEqualTo(LIMIT_BYTES);
        assertThat(run.fixture.unresolved.expired()).isZero();
    }

    @Test
    void withoutChargesNodesAreOvercommitted() throws Exception {
        Run run = new Run(false, 1);
        run.all();

        assertThat(run.bound).isEqualTo(PODS);
        assertThat(run.mostBytes).isGreaterThan(LIMIT_BYTES);
    }

    private static final class Run {

        final VerbsFixture fixture;
        final Random random;
        final PriorityQueue<Told> watch = new PriorityQueue<>((a, b) -> Integer.compare(a.step(), b.step()));
        final List<NodeInfo> shown = new ArrayList<>();
        final long[] reality = new long[NODES];
        final String[] names = TestNodes.names(NODES);
        long version = 1;
        int bound;
        double mostBytes;

        Run(boolean charge, long seed) {
            fixture = VerbsFixture.with(
                    Mode.ENFORCE,
                    charge,
                    List.of(
                            new PluginSpec<>(GcHeadroomFit.FACTORY, 0, new GcHeadroomFit.Args(0.95, 0.85, 0.3, 0)),
                            new PluginSpec<>(GcHeadroom.FACTORY, 1, GcHeadroom.FACTORY.defaults())));
            random = new Random(seed);
            for (int i = 0; i < NODES; i++) {
                shown.add(aNode().named(names[i]).inSlot(i).build());
            }
            publish();
        }

        void all() throws Exception {
            Deque<String> waiting = new ArrayDeque<>();
            for (int i = 0; i < PODS; i++) {
                waiting.add("pod-" + i);
            }
            for (int step = 0; !waiting.isEmpty() && step < 20_000; step++) {
                fixture.nanos += STEP_NANOS;
                tellUpTo(step);
                String uid = waiting.remove();
                JsonNode answer =
                        TREE.readTree(fixture.filter(request(uid, names))).get("NodeNames");
                if (answer.isEmpty()) {
                    waiting.add(uid);
                    continue;
                }
                assertThat(answer.size()).isLessThanOrEqualTo(VerbsFixture.BEST_NODES);
                if (random.nextBoolean() && answer.size() > 1) {
                    fixture.prioritize(request(uid, TREE.convertValue(answer, String[].class)));
                }
                int node = Integer.parseInt(
                        answer.get(random.nextInt(answer.size())).textValue().substring(1));
                reality[node] += ONE_GIB.meanBytes();
                mostBytes = Math.max(mostBytes, reality[node]);
                bound++;
                watch.add(new Told(step + 1 + random.nextInt(LATEST), uid, node));
            }
        }

        private void tellUpTo(int step) {
            boolean changed = false;
            while (!watch.isEmpty() && watch.element().step() <= step) {
                Told told = watch.remove();
                List<PodInfo> pods = new ArrayList<>(shown.get(told.node()).pods());
                pods.add(new PodInfo(
                        told.uid(), "d", told.uid(), "s", "", 0, Resources.NONE, PodMemorySpec.NONE, ONE_GIB));
                shown.set(told.node(), shown.get(told.node()).withPods(pods));
                // First the resolution, then the state that shows it: as the writer does.
                fixture.resolutions.add(version + 1, told.uid());
                changed = true;
            }
            // Now and then the resolution is there before its state is published.
            if (changed && random.nextInt(4) > 0) {
                version++;
                publish();
            }
        }

        private void publish() {
            fixture.view = FakeClusterView.of(shown).atVersion(version).expecting(ONE_GIB);
        }
    }
}
