package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeedsTest {

    @Test
    void seedsFollowFromTheCommit() {
        // printf %s ec93844f292c86f0ade8e819b8c84aadc87270a3 | sha256sum | cut -c1-8, modulo 1,000,000.
        Seeds seeds = Seeds.of("ec93844f292c86f0ade8e819b8c84aadc87270a3");
        assertThat(seeds.first()).isEqualTo(580_842);
        assertThat(seeds.again()).isEqualTo(580_843);
        assertThat(seeds.contains(580_841)).isFalse();
        assertThat(seeds.contains(580_842)).isTrue();
        assertThat(seeds.contains(580_845)).isTrue();
        assertThat(seeds.contains(580_846)).isFalse();
    }

    @Test
    void aNameIsNoCommit() {
        assertThatThrownBy(() -> Seeds.of("HEAD")).hasMessageContaining("\"HEAD\", allowed are 40 hexadecimal digits");
    }
}
