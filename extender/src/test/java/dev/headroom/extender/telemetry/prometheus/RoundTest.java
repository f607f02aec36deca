package dev.headroom.extender.telemetry.prometheus;

import static dev.headroom.extender.telemetry.prometheus.RoundFixture.CART;
import static dev.headroom.extender.telemetry.prometheus.RoundFixture.START;
import static dev.headroom.extender.telemetry.prometheus.RoundFixture.UID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.join.PodDirectory;
import dev.headroom.extender.telemetry.join.PodRef;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Sample.Origin;
import dev.headroom.predict.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTest {

    private final RoundFixture at = new RoundFixture();

    @Test
    void what_a_program_and_its_kubelet_say_becomes_a_sample_each_with_its_own_time() {
        at.server.answers("program_age", CART + " 4.25");
        at.server.answers(
                "program_values",
                "__name__=process_resident_memory_bytes," + CART + " 2e8",
                "__name__=go_memstats_next_gc_bytes," + CART + " 1.9e8",
                "__name__=go_gc_gogc_percent," + CART + " 1.8446744073709552e+19");
        at.server.answers("container_age", CART + " 12");
        at.server.answers(
                "container_values",
                "__name__=container_memory_working_set_bytes," + CART + " 2.5e8",
                "__name__=container_cpu_usage_seconds_total,cpu=total," + CART + " 77");
        at.run(0);

        assertThat(at.told)
                .allSatisfy(said -> assertThat(
                                said.podUid() + " " + said.namespace() + "/" + said.pod() + "/" + said.container())
                        .isEqualTo(UID + " shop/cart-0/main"));
        Sample program = at.only(Origin.PROMETHEUS);
        assertThat(program.atMillis()).isEqualTo(START - 4_250);
        assertThat(program.get(Signal.RESIDENT)).isEqualTo(2e8);
        assertThat(program.get(Signal.HEAP_GOAL)).isEqualTo(1.9e8);
        assertThat(program.get(Signal.GOGC)).as("2⁶⁴−1 is off").isEqualTo(-1);
        Sample kernel = at.only(Origin.KUBELET);
        assertThat(kernel.atMillis()).isEqualTo(START - 12_000);
        assertThat(kernel.get(Signal.WORKING_SET)).isEqualTo(2.5e8);
        assertThat(kernel.get(Signal.CGROUP_CPU_SECONDS)).isEqualTo(77);
    }

    @Test
    void absent_is_not_zero() {
        at.cart(1, "2e8");
        at.run(0);

        Sample sample = at.only(Origin.PROMETHEUS);
        assertThat(sample.has(Signal.HEAP_GOAL)).isFalse();
        assertThat(sample.has(Signal.GC_CPU_SECONDS)).isFalse();
    }

    @Test
    void a_counter_that_fell_is_told_as_it_is() {
        at.server.answers("program_age", CART + " 1");
        at.server.answers("program_values", "__name__=go_memstats_alloc_bytes_total," + CART + " 9e9");
        at.run(0);
        at.server.answers("program_values", "__name__=go_memstats_alloc_bytes_total," + CART + " 5");
        at.run(30);

        assertThat(at.only(Origin.PROMETHEUS).get(Signal.ALLOCATED)).isEqualTo(5);
    }

    @Test
    void of_two_replicas_the_one_that_looked_last_gives_the_time() {
        at.server.answers("program_age", CART + ",replica=a 25", CART + ",replica=b 3");
        at.server.answers("program_values", "__name__=process_resident_memory_bytes," + CART + " 2e8");
        at.run(0);

        assertThat(at.only(Origin.PROMETHEUS).atMillis()).isEqualTo(START - 3_000);
    }

    @Test
    void a_late_scrape_is_told_once() {
        at.cart(10, "2e8");
        at.run(0);
        assertThat(at.told).hasSize(1);
        // 30 s later nobody has scraped again.
        at.cart(40, "2e8");
        at.run(30);
        assertThat(at.told).isEmpty();
        assertThat(at.measurements("program", "repeated")).isEqualTo(1);
        // Now somebody has.
        at.cart(5, "2e8");
        at.run(30);
        assertThat(at.only(Origin.PROMETHEUS).atMillis()).isEqualTo(START + 60_000 - 5_000);
    }

    @Test
    void a_scrape_that_is_missing_leaves_no_sample_and_no_zero() {
        at.cart(10, "2e8");
        at.run(0);
        at.server.answers("program_age");
        at.server.answers("program_values");
        at.run(30);

        assertThat(at.told).isEmpty();
        assertThat(at.board.status().signals().get(Signal.RESIDENT)).isEqualTo(new PrometheusStatus.Seen(START, 1));
    }

    @Test
    void a_series_that_stopped_is_stale_and_one_that_limps_behind_is_told_apart() {
        at.cart(300, "2e8");
        at.run(0);
        at.cart(330, "2e8");
        at.run(30);
        assertThat(at.measurements("program", "stale")).isEqualTo(2);
        // 5 minutes old again: it was measured in the meantime.
        at.cart(300, "2e8");
        at.run(30);

        assertThat(at.told).isEmpty();
        assertThat(at.measurements("program", "behind")).isEqualTo(1);
    }

    @Test
    void a_server_whose_clock_is_a_minute_ahead_gives_times_by_ours() {
        at.serverAhead = 60_000;
        at.cart(5, "2e8");
        at.run(0);

        assertThat(at.only(Origin.PROMETHEUS).atMillis()).isEqualTo(START - 5_000);
        assertThat(at.board.status().clockOffsetMillis()).isEqualTo(60_000);
    }

    @Test
    void a_node_whose_clock_is_ahead_is_taken_to_say_now() {
        at.server.answers("container_age", CART + " -30");
        at.server.answers("container_values", "__name__=container_memory_working_set_bytes," + CART + " 1");
        at.run(0);

        assertThat(at.only(Origin.KUBELET).atMillis()).isEqualTo(START);
        assertThat(at.measurements("container", "ahead")).isEqualTo(1);
    }

    @Test
    void what_is_older_than_the_pod_is_about_another_of_its_name() {
        at.pods.podAppeared(new PodRef("u2", "shop", "cart-0", "n1", List.of("main"), START - 5_000), "10.0.0.1");
        at.cart(20, "2e8");
        at.run(0);
        assertThat(at.told).isEmpty();
        assertThat(at.measurements("program", "before_pod")).isEqualTo(1);

        at.cart(2, "1e8");
        at.run(30);
        assertThat(at.told.getFirst().podUid()).isEqualTo("u2");
    }

    @Test
    void a_value_without_an_age_says_nothing() {
        at.server.answers("program_age", "namespace=shop,pod=other,container=main 3", CART + " NaN");
        at.server.answers("program_values", "__name__=process_resident_memory_bytes," + CART + " 2e8");
        at.run(0);

        assertThat(at.told).isEmpty();
        assertThat(at.board.status().round().unmatched()).isEqualTo(1);
    }

    @Test
    void pods_are_known_by_the_path_of_a_cgroup_and_by_their_address() {
        RoundFixture other = new RoundFixture("containerJoin: id, programJoin: instance");
        String id = "/kubepods/burstable/pod" + UID + "/4f1c";
        other.server.answers("container_age", "id=" + id + ",container=main 3");
        other.server.answers("container_values", "__name__=container_memory_rss,id=" + id + ",container=main 1e8");
        other.server.answers("program_age", "instance=10.0.0.1:8080 3");
        other.server.answers("program_values", "__name__=process_resident_memory_bytes,instance=10.0.0.1:8080 2e8");
        other.run(0);

        assertThat(other.only(Origin.KUBELET).get(Signal.ANON)).isEqualTo(1e8);
        assertThat(other.only(Origin.PROMETHEUS).get(Signal.RESIDENT)).isEqualTo(2e8);
        assertThat(other.told).extracting(ContainerSample::podUid).containsExactlyInAnyOrder(UID, UID);
        assertThat(other.told).extracting(ContainerSample::container).containsExactlyInAnyOrder("main", "main");
    }

    @Test
    void without_a_watch_names_are_believed() {
        RoundFixture alone = new RoundFixture(Settings.read(""), PodDirectory.NOBODY_WATCHES);
        alone.cart(1, "2e8");
        alone.run(0);

        assertThat(alone.told.getFirst().podUid()).isEmpty();
        assertThat(alone.told.getFirst().pod()).isEqualTo("cart-0");
    }

    @Test
    void a_configured_name_goes_before_the_known_ones() {
        RoundFixture named = new RoundFixture("names: ['RESIDENT=app_rss{kind=\"all\"}']");
        named.server.answers("program_age", CART + " 1");
        named.server.answers(
                "program_values",
                "__name__=app_rss,kind=all," + CART + " 7",
                "__name__=process_resident_memory_bytes," + CART + " 8");
        named.run(0);

        assertThat(named.only(Origin.PROMETHEUS).get(Signal.RESIDENT)).isEqualTo(7);
    }

    @Test
    void what_the_server_says_of_a_node_is_told_by_the_nodes_name() {
        at.server.answers("node_age", "node=n1,instance=10.1.0.1:10250 8", "instance=10.1.0.1:9100 4");
        at.server.answers(
                "node_values",
                "__name__=container_memory_working_set_bytes,node=n1,instance=10.1.0.1:10250 6e9",
                "__name__=node_memory_MemAvailable_bytes,instance=10.1.0.1:9100 2e9",
                "__name__=node_memory_MemAvailable_bytes,instance=10.9.9.9:9100 3e9");
        at.run(0);

        assertThat(at.nodes).singleElement().satisfies(node -> {
            assertThat(node.node()).isEqualTo("n1");
            assertThat(node.atMillis()).isEqualTo(START - 4_000);
            assertThat(node.workingSetBytes()).isEqualTo(6e9);
            assertThat(node.availableBytes()).isEqualTo(2e9);
            assertThat(node.pressureSomeSeconds()).isNaN();
        });
    }

    @Test
    void recorded_series_are_read_where_there_are_any() {
        at.server.answers("available", "what=recorded_PROGRAM 5", "what=raw_PROGRAM 6", "what=raw_CONTAINER 6");
        at.server.answers("program_age", CART + " 1");
        at.server.answers("program_values", "__name__=headroom:program:heap_goal," + CART + " 3");
        at.run(0);

        assertThat(at.only(Origin.PROMETHEUS).get(Signal.HEAP_GOAL)).isEqualTo(3);
        assertThat(at.board.status().recorded()).containsExactly("program");
        assertThat(at.server.asked.stream().filter(query -> query.name().equals("container_age")))
                .allSatisfy(query -> assertThat(query.promql()).contains("container_memory_working_set_bytes"));
    }

    @Test
    void rows_of_pods_take_the_place_of_those_of_containers_that_are_not_there() {
        at.server.answers("available", "what=pod_rows 5");
        at.run(0);
        at.server.answers("container_age", "namespace=shop,pod=cart-0 1");
        at.server.answers("container_values", "__name__=container_memory_rss,namespace=shop,pod=cart-0 4");
        at.run(30);

        assertThat(at.told.getFirst().container()).as("the only one of the pod").isEqualTo("main");
        assertThat(at.board.status().podRows()).isTrue();
    }
}
