package dev.headroom.runtime;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.Plugin;
import dev.headroom.api.PluginFactory;
import dev.headroom.api.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwoProfilesTest {

    private static final Verdict.Rejected CROWDED = new Verdict.Rejected("Crowded", "the node is crowded", false);

    record MostPods(int most) {}

    private static final PluginFactory<MostPods> CROWD = new PluginFactory<>() {
        @Override
        public String name() {
            return "Crowd";
        }

        @Override
        public MostPods defaults() {
            return new MostPods(110);
        }

        @Override
        public Plugin create(MostPods arguments) {
            return new TestPlugin.Filter(
                    "Crowd", node -> node.pods().size() >= arguments.most() ? CROWDED : Verdict.FITS);
        }
    };

    private final NodeInfo ofThree = aNode().running(3, aPod()).build();

    @Test
    void two_profiles_run_the_same_plugin_with_other_arguments() {
        assertThat(fitting(new MostPods(3))).isZero();
        assertThat(fitting(new MostPods(4))).isEqualTo(1);
    }

    @Test
    void a_plugin_that_is_out_in_one_profile_goes_on_in_another() {
        PluginFactory<MostPods> failsBelowTwo = new PluginFactory<>() {
            @Override
            public String name() {
                return "Crowd";
            }

            @Override
            public MostPods defaults() {
                return new MostPods(1);
            }

            @Override
            public Plugin create(MostPods arguments) {
                return new TestPlugin.Filter("Crowd", node -> {
                    if (arguments.most() < 2) {
                        throw new IllegalStateException("x");
                    }
                    return Verdict.FITS;
                });
            }
        };
        Profile failing = profile(new PluginSpec<>(failsBelowTwo, 0, new MostPods(1)));
        Profile well = profile(new PluginSpec<>(failsBelowTwo, 0, new MostPods(2)));

        for (int i = 0; i < GuardPolicy.DEFAULT.faults(); i++) {
            failing.filter(aPod().build(), List.of(ofThree));
            well.filter(aPod().build(), List.of(ofThree));
        }

        assertThat(failing.takenOut()).containsExactly("Crowd");
        assertThat(well.takenOut()).isEmpty();
    }

    private int fitting(MostPods arguments) {
        return profile(new PluginSpec<>(CROWD, 0, arguments))
                .filter(aPod().build(), List.of(ofThree))
                .fitting();
    }

    private static Profile profile(PluginSpec<?> plugin) {
        return new Profile(TestPlugin.profile(plugin), GuardPolicy.DEFAULT, new FakeTicker(), PluginObserver.NONE);
    }
}
