package dev.headroom.runtime;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.CycleState;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/plugin-guide.md} shows compiles, passes its test, and runs in a profile. */
class PluginGuideTest {

    private final PluginRegistry registry = PluginRegistry.of(List.of(FewUnknowns.FACTORY));

    @ParameterizedTest
    @ValueSource(strings = {"FewUnknowns.java", "FewUnknownsTest.java"})
    void the_guide_shows_these_files_word_for_word(String file) throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "plugin-guide.md"));
        String source = Files.readString(Path.of("test", "java", "dev", "headroom", "runtime", file));

        assertThat(guide).contains("```java\n" + source.replace("package dev.headroom.runtime;", "package example;"));
    }

    @Test
    void one_line_registers_the_plugin() {
        assertThat(registry.find("FewUnknowns")).containsSame(FewUnknowns.FACTORY);
    }

    @Test
    void a_profile_runs_and_explains_it() {
        ProfileSpec spec = new ProfileSpec(
                "headroom",
                Mode.SCORE,
                3,
                List.of(new PluginSpec<>(FewUnknowns.FACTORY, 1, FewUnknowns.FACTORY.defaults())));
        List<NodeInfo> nodes = List.of(
                aNode().named("known").build(),
                aNode().named("unknown").running(5, aPod()).build());
        Profile profile = new Profile(spec, GuardPolicy.DEFAULT, new FakeTicker(), PluginObserver.NONE);

        // 100 · (10 − 0)/10 and 100 · (10 − 5)/10
        assertThat(profile.score(aPod().build(), nodes)).containsExactly(100, 50);
        assertThat(new ProfileExplainer(spec)
                        .explain(aPod().build(), nodes)
                        .get(1)
                        .getFirst()
                        .contribution())
                .isEqualTo(((FewUnknowns) FewUnknowns.FACTORY.create(FewUnknowns.FACTORY.defaults()))
                        .explain(new CycleState(), aPod().build(), nodes.get(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void arguments_out_of_range_are_refused_with_path_value_and_range(int most) {
        assertThat(FewUnknowns.FACTORY.validate(new FewUnknowns.Args(most)))
                .containsExactly(new Problem("most", String.valueOf(most), "1 to 1000"));
    }
}
