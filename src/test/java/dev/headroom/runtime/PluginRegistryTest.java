package dev.headroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.api.PluginFactory;
import dev.headroom.api.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginRegistryTest {

    private static final PluginFactory<?> ZEBRA = TestPlugin.factory(new TestPlugin.Score("Zebra", node -> 0));
    private static final PluginFactory<?> ANT = TestPlugin.factory(new TestPlugin.Score("Ant", node -> 0));

    @Test
    void finds_by_name_and_lists_names_in_order() {
        PluginRegistry registry = PluginRegistry.of(List.of(ZEBRA, ANT));

        assertThat(registry.find("Ant")).containsSame(ANT);
        assertThat(registry.find("ant")).isEmpty();
        assertThat(registry.names()).containsExactly("Ant", "Zebra");
    }

    @Test
    void two_plugins_of_one_name_are_refused_by_that_name() {
        PluginFactory<?> other = TestPlugin.factory(new TestPlugin.Filter("Ant", node -> Verdict.FITS));

        assertThatThrownBy(() -> PluginRegistry.of(List.of(ANT, ZEBRA, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Two plugins are named Ant: ");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 1_000_000.1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_weight_out_of_range_is_refused_with_name_and_value(double weight) {
        assertThatThrownBy(() -> TestPlugin.spec(weight, new TestPlugin.Score("Ant", node -> 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weight of plugin Ant is " + weight + ", allowed is 0 to 1000000");
    }
}
