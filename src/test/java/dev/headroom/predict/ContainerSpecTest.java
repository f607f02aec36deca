package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerSpecTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a negative limit              | -1 |  0 |  0 | 0 | limitBytes is -1, allowed is 0 to 70368744177664
            a limit beyond 64 TiB         | 70368744177665 | 0 | 0 | 0 | limitBytes is 70368744177665, allowed is 0 to 70368744177664
            a negative memory.high        |  0 | -2 |  0 | 0 | highBytes is -2, allowed is 0 to 70368744177664
            a negative request            |  0 |  0 | -3 | 0 | requestBytes is -3, allowed is 0 to 70368744177664
            GOMEMLIMIT below 'not set'    |  0 |  0 |  0 | -2 | goMemLimitBytes is -2, allowed is -1 to 70368744177664
            GOMEMLIMIT=off as Go has it   |  0 |  0 |  0 | 9223372036854775807 | goMemLimitBytes is 9223372036854775807, allowed is -1 to 70368744177664
            """)
    void a_size_that_no_machine_has_is_refused(
            String name, long limit, long high, long request, long goMemLimit, String message) {
        assertThatThrownBy(() -> new ContainerSpec(limit, high, request, 0, Double.NaN, goMemLimit, QosClass.BURSTABLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void nothing_is_known_of_an_unknown_container() {
        ContainerSpec unknown = ContainerSpec.UNKNOWN;
        assertThat(unknown.limitBytes()).isZero();
        assertThat(unknown.gogcPercent()).isNaN();
        assertThat(unknown.goMemLimitBytes()).isEqualTo(ContainerSpec.NOT_SET);
    }

    @Test
    void another_limit_changes_nothing_else() {
        ContainerSpec spec = new ContainerSpec(1, 2, 3, 4, 50, 0, QosClass.GUARANTEED);
        assertThat(spec.withLimit(9)).isEqualTo(new ContainerSpec(9, 2, 3, 4, 50, 0, QosClass.GUARANTEED));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"Guaranteed, GUARANTEED", "BestEffort, BEST_EFFORT", "Burstable, BURSTABLE", "guaranteed, BURSTABLE"})
    void kubernetes_spells_its_classes_of_service_in_one_way(String text, QosClass qos) {
        assertThat(QosClass.of(text)).isEqualTo(qos);
    }
}
