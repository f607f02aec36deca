package dev.headroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.api.Plugin;
import dev.headroom.api.Verdict;
import org.junit.jupiter.api.Test;

class SenseTest {

    private static final Plugin PLUGIN = () -> "P";

    @Test
    void verdicts_pass_as_they_are() {
        Verdict rejected = new Verdict.Rejected("R", "text", false);
        Verdict skipped = new Verdict.Skipped("why");

        assertThat(Sense.in(Verdict.FITS, PLUGIN, ExtensionPoint.PRE_SCORE)).isSameAs(Verdict.FITS);
        assertThat(Sense.in(rejected, PLUGIN, ExtensionPoint.PRE_FILTER)).isSameAs(rejected);
        assertThat(Sense.in(skipped, PLUGIN, ExtensionPoint.POST_FILTER)).isSameAs(skipped);
    }

    @Test
    void no_verdict_is_the_plugins_fault() {
        assertThatThrownBy(() -> Sense.in(null, PLUGIN, ExtensionPoint.PRE_FILTER))
                .isInstanceOf(NonsenseException.class)
                .hasMessage("P gave no verdict in PreFilter");
    }

    @Test
    void a_broken_verdict_is_a_fault_with_its_cause() {
        Verdict broken = new Verdict.Broken(new IllegalStateException("no data"));

        assertThatThrownBy(() -> Sense.in(broken, PLUGIN, ExtensionPoint.POST_FILTER))
                .isInstanceOf(NonsenseException.class)
                .hasMessage("P broke in PostFilter: java.lang.IllegalStateException: no data");
    }
}
