package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

    private final String page = ConfigurationReference.markdown(FakePlugins.REGISTRY);

    @Test
    void every_setting_has_a_row() {
        for (Group group : Settings.GROUPS) {
            for (Setting<?> setting : group.settings()) {
                assertThat(page).contains("| `" + setting.key() + "` | ").contains(setting.meaning());
            }
        }
    }

    @Test
    void arguments_of_plugins_stand_there_with_type_and_default() {
        assertThat(page)
                .contains("## `args` of `GcHeadroom`")
                .contains("| `quantile` | `0.95` | a number |")
                .contains("| `colour` | `red` | one of red, dark_blue |")
                .contains("## `args` of `LeastRequested`\n\nNone.");
    }

    @Test
    void durations_are_written_in_their_largest_whole_unit() {
        assertThat(page).contains("| `idleTimeout` | `2m` |").contains("| `budget` | `50ms` |");
    }
}
