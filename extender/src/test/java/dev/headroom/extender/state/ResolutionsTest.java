package dev.headroom.extender.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ResolutionsTest {

    private final Resolutions resolutions = new Resolutions();
    private final List<String> drained = new ArrayList<>();

    @Test
    @DisplayName("hands over what the version shows, once, and keeps the rest")
    void upToTheVersion() {
        resolutions.add(1, "a");
        resolutions.add(2, "b");
        resolutions.add(3, "c");
        resolutions.drainUpTo(2, drained::add);
        resolutions.drainUpTo(2, drained::add);
        assertThat(drained).containsExactly("a", "b");
    }

    @Test
    @DisplayName("where nobody drains, the oldest are dropped: of 65,536 + 3 the first three")
    void bounded() {
        for (int i = 0; i < Resolutions.MOST + 3; i++) {
            resolutions.add(1, "pod-" + i);
        }
        resolutions.drainUpTo(1, drained::add);
        assertThat(drained).hasSize(Resolutions.MOST).startsWith("pod-3").endsWith("pod-" + (Resolutions.MOST + 2));
    }
}
