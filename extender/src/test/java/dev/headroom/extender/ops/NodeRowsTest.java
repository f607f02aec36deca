package dev.headroom.extender.ops;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeRowsTest {

    private static final long GIB = 1L << 30;

    private final NodeScale scale = new NodeScale(0.85, 1.645, 1);

    @Test
    void a_row_has_limit_forecast_and_measured_memory() {
        NodeInfo node = aNode().named("a")
                .allocatable("20Gi")
                .running(4, aPod().forecast("2Gi", "1Gi"))
                .chargedWith(aPod().forecast("1Gi", "0").build())
                .measured("6Gi", 1_000)
                .build();
        NodeRow row = NodeRow.of(node, scale);
        assertThat(row.limitBytes()).as("20 GiB · 0.85").isEqualTo(17 * GIB);
        assertThat(row.meanBytes()).as("4 · 2 GiB + 1 GiB charged").isEqualTo(9 * GIB);
        assertThat(row.chargedBytes()).isEqualTo(GIB);
        // ρ = 1: 9 GiB + 1.645 · 4 · 1 GiB = 15.58 GiB.
        assertThat((double) row.forecastBytes()).isCloseTo(15.58 * GIB, within(2.0));
        assertThat(row.fill()).as("15.58 / 17").isCloseTo(15.58 / 17, within(1e-9));
        assertThat(row.expectedBytes()).as("the charged pod is not measured").isEqualTo(8 * GIB);
        assertThat(row.errorPercent()).as("(8 − 6) / 6").isCloseTo(33.333, within(0.001));
        assertThat(row.pods()).isEqualTo(4);
    }

    @Test
    void the_error_is_that_of_the_measured_pods_alone() {
        NodeInfo node = aNode().running(aPod().named("m").forecast("2Gi", "0").build())
                .running(aPod().named("r")
                        .forecast(new MemoryForecast(8 * GIB, 0, 0.5, 0, ForecastSource.REPLICAS))
                        .build())
                .running(aPod().named("u").build())
                .measured("2Gi", 1_000)
                .build();
        NodeRow row = NodeRow.of(node, scale);
        assertThat(row.errorPercent()).isZero();
        assertThat(row.unknownPods()).isEqualTo(1);
    }

    @Test
    void what_is_not_measured_is_not_shown_as_zero() {
        NodeRow row = NodeRow.of(aNode().allocatable("0").build(), scale);
        assertThat(row.measuredBytes()).isNull();
        assertThat(row.errorPercent()).isNull();
        assertThat(row.sampledAtMillis()).isNull();
        assertThat(row.fill()).as("no allocatable memory").isZero();
    }

    @Test
    void the_fullest_come_first_and_pages_and_names_narrow_the_list() {
        FakeView view = new FakeView(
                1,
                List.of(
                        aNode().named("alpha")
                                .running(1, aPod().forecast("1Gi", "0"))
                                .build(),
                        aNode().named("beta")
                                .running(15, aPod().forecast("1Gi", "0"))
                                .build(),
                        aNode().named("Beta-2")
                                .running(5, aPod().forecast("1Gi", "0"))
                                .build()),
                List.of());
        NodeRows rows = new NodeRows(scale);
        NodeRows.Page all = rows.page(view, NodeRows.Order.RISK, "", 0, 10);
        assertThat(all.nodes()).extracting(NodeRow::name).containsExactly("beta", "Beta-2", "alpha");
        assertThat(all.total()).isEqualTo(3);
        assertThat(all.overfull()).as("15 of 13.6 GiB").isEqualTo(1);
        assertThat(rows.page(view, NodeRows.Order.RISK, "", 1, 1).nodes())
                .extracting(NodeRow::name)
                .containsExactly("Beta-2");
        assertThat(rows.page(view, NodeRows.Order.NAME, "BETA", 0, 10).nodes())
                .extracting(NodeRow::name)
                .containsExactly("Beta-2", "beta");
        assertThat(rows.page(view, NodeRows.Order.NAME, "", 5, 10).nodes()).isEmpty();
    }

    @Test
    void a_scale_out_of_range_is_refused() {
        assertThatThrownBy(() -> new NodeScale(0, 1.645, 0.3)).hasMessageContaining("sensitivity is 0.0");
        assertThatThrownBy(() -> new NodeScale(0.85, 1.645, 1.5)).hasMessageContaining("correlation is 1.5");
    }
}
