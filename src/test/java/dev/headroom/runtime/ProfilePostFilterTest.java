package dev.headroom.runtime;

import static dev.headroom.runtime.TestPlugin.profile;
import static dev.headroom.runtime.TestPlugin.spec;
import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfilePostFilterTest {

    private static final Verdict.Rejected FULL = new Verdict.Rejected("Full", "the node is full", true);
    private static final Verdict.Rejected PROTECTED = new Verdict.Rejected("Protected", "a victim is protected", false);

    private static final PodInfo VICTIM =
            aPod().named("victim").forecast("6Gi", "0").build();
    private static final PodInfo STAYS =
            aPod().named("stays").forecast("5Gi", "0").build();
    private static final PodInfo PREEMPTOR =
            aPod().named("preemptor").withPriority(10).forecast("4Gi", "0").build();
    private static final NodeInfo NODE =
            aNode().allocatable("10Gi").running(VICTIM, STAYS).build();

    /** Refuses a node whose forecast is above 7 GiB. */
    private static final TestPlugin.Filter SEVEN_GIB =
            new TestPlugin.Filter("SevenGiB", node -> node.forecast().meanBytes() > (7L << 30) ? FULL : Verdict.FITS);

    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void a_candidate_is_kept_if_filters_would_pass_it_without_the_victims() {
        // 6 + 5 = 11 GiB now; 5 GiB without the victim
        assertThat(profileOf(spec(0, SEVEN_GIB))
                        .filter(PREEMPTOR, List.of(NODE))
                        .fitting())
                .isZero();
        assertThat(vetted(List.of(VICTIM), spec(0, SEVEN_GIB))).isEqualTo(Verdict.FITS);
    }

    @Test
    void a_candidate_is_dropped_if_filter_would_refuse_it_even_without_the_victims() {
        PodInfo bystander = aPod().named("bystander").forecast("100Mi", "0").build();
        NodeInfo node = aNode().running(VICTIM, STAYS, bystander).build();

        // 6 + 5 = 11 GiB are left without the bystander
        assertThat(profileOf(spec(0, SEVEN_GIB)).postFilter(PREEMPTOR, node, List.of(bystander)))
                .isEqualTo(FULL);
    }

    @Test
    void a_post_filter_plugin_may_drop_a_candidate_that_filters_would_pass() {
        TestPlugin.PostFilter guard = new TestPlugin.PostFilter(
                "Guard", (node, victims) -> victims.contains(VICTIM) ? PROTECTED : Verdict.FITS);

        assertThat(vetted(List.of(VICTIM), spec(0, SEVEN_GIB), spec(0, guard))).isEqualTo(PROTECTED);
    }

    @Test
    void a_post_filter_plugin_sees_the_node_with_its_victims() {
        TestPlugin.PostFilter looks = new TestPlugin.PostFilter("Looks", (node, victims) -> {
            assertThat(node.pods()).containsAll(victims);
            return Verdict.FITS;
        });

        assertThat(vetted(List.of(VICTIM), spec(0, looks))).isEqualTo(Verdict.FITS);
        assertThat(observer.take()).isEmpty();
    }

    @Test
    void a_post_filter_plugin_that_throws_drops_nothing() {
        TestPlugin.PostFilter bad = new TestPlugin.PostFilter("Bad", (node, victims) -> {
            throw new IllegalStateException("x");
        });

        assertThat(vetted(List.of(VICTIM), spec(0, bad))).isEqualTo(Verdict.FITS);
        assertThat(observer.take()).containsExactly("Bad broke in PostFilter: x");
    }

    private Verdict vetted(List<PodInfo> victims, PluginSpec<?>... plugins) {
        return profileOf(plugins).postFilter(PREEMPTOR, NODE, victims);
    }

    private Profile profileOf(PluginSpec<?>... plugins) {
        return new Profile(profile(plugins), GuardPolicy.DEFAULT, new FakeTicker(), observer);
    }
}
