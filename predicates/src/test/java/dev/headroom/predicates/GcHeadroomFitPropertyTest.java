package dev.headroom.predicates;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.CycleState;
import dev.headroom.api.FilterPlugin;
import dev.headroom.api.GcHeadroomModel;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.NodeOomModel;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Verdict;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcHeadroomFitPropertyTest {

    private FilterPlugin filter = with(0);

    private static FilterPlugin with(double confidence) {
        return (FilterPlugin) GcHeadroomFit.FACTORY.create(new GcHeadroomFit.Args(0.95, 0.85, 0.3, confidence));
    }

    @ParameterizedTest(name = "confidence {0}")
    @ValueSource(doubles = {0, 0.5, 0.95})
    void an_unknown_pod_is_never_refused_and_a_known_one_only_without_headroom(double confidence) {
        filter = with(confidence);
        GcHeadroomModel model = new GcHeadroomModel(0.95, 0.85, 0.3);
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            NodeInfo node = randomNode(random);
            assertThat(verdict(aPod().named("unknown").build(), node)).isEqualTo(Verdict.FITS);
            PodInfo pod = randomPod(random, "asked");
            if (verdict(pod, node) instanceof Verdict.Rejected) {
                refused++;
                assertThat(model.headroomBytes(node, pod)).isNegative();
                assertThat(new NodeOomModel(0.3).probability(node, pod)).isGreaterThanOrEqualTo(confidence);
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void removal_is_said_to_help_exactly_where_the_node_without_lower_priorities_takes_the_pod(long seed) {
        filter = with(seed % 2 == 0 ? 0 : 0.95);
        Random random = new Random(seed);
        int helped = 0;
        int hopeless = 0;
        for (int i = 0; i < 3000; i++) {
            NodeInfo node = randomNode(random);
            PodInfo pod = randomPod(random, "asked");
            if (verdict(pod, node) instanceof Verdict.Rejected rejected) {
                List<PodInfo> staying = node.pods().stream()
                        .filter(p -> p.priority() >= pod.priority())
                        .toList();
                boolean fitsThen = verdict(pod, node.withPods(staying)) instanceof Verdict.Fits;
                assertThat(fitsThen).isEqualTo(rejected.removalHelps());
                helped += fitsThen ? 1 : 0;
                hopeless += fitsThen ? 0 : 1;
            }
        }
        assertThat(helped).as("the generator reaches both outcomes").isGreaterThan(100);
        assertThat(hopeless).as("the generator reaches both outcomes").isGreaterThan(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6})
    void a_node_that_refuses_still_refuses_with_one_pod_more(long seed) {
        filter = with(seed == 5 ? 0 : 0.95);
        Random random = new Random(seed);
        for (int i = 0; i < 3000; i++) {
            NodeInfo node = randomNode(random);
            PodInfo pod = randomPod(random, "asked");
            PodInfo more = randomPod(random, "more");
            NodeInfo fuller = node.withCharges(node.charged().plus(more.forecast()), node.chargedRequests(), 0);
            if (verdict(pod, node) instanceof Verdict.Rejected) {
                assertThat(verdict(pod, fuller)).isInstanceOf(Verdict.Rejected.class);
            }
        }
    }

    private Verdict verdict(PodInfo pod, NodeInfo node) {
        return filter.filter(new CycleState(), pod, node);
    }

    private static NodeInfo randomNode(Random random) {
        PodInfo[] pods = new PodInfo[random.nextInt(12)];
        for (int i = 0; i < pods.length; i++) {
            pods[i] = randomPod(random, "pod-" + i);
        }
        return aNode().allocatable("4Gi")
                .running(pods)
                .chargedWith(randomPod(random, "charged"))
                .build();
    }

    private static PodInfo randomPod(Random random, String name) {
        long mean = random.nextLong(1L << 30);
        return aPod().named(name)
                .withPriority(random.nextInt(-2, 3))
                .forecast("" + mean, "" + random.nextLong(mean / 2 + 1))
                .build();
    }
}
