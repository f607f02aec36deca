package dev.headroom.extender.telemetry.prometheus;

import static dev.headroom.extender.telemetry.prometheus.RoundFixture.CART;
import static dev.headroom.extender.telemetry.prometheus.RoundFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.telemetry.InputHealth;
import dev.headroom.predict.Sample.Origin;
import dev.headroom.predict.Signal;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreliableServerTest {

    private final RoundFixture at = new RoundFixture();

    @Test
    void a_server_that_is_away_for_ten_minutes_is_asked_seldom_and_found_again() {
        at.cart(1, "2e8");
        at.run(0);
        assertThat(at.told).hasSize(1);
        int before = at.server.asked.size();

        at.server.fault(new Answer.Failed("ConnectException", 0));
        for (int round = 1; round <= 20; round++) {
            at.run(30);
            assertThat(at.told).isEmpty();
        }
        // Asked at 30 s; then after 30, 60, 120, 240 s: at 60, 120, 240 and 480 s. One query each.
        assertThat(at.server.asked.size() - before).isEqualTo(5);
        assertThat(at.board.status().failure())
                .isEqualTo(new PrometheusStatus.Failure(
                        at.server.asked.getLast().name(),
                        at.server.asked.getLast().promql(),
                        "ConnectException",
                        START + 480_000));
        // 480 + 300 s
        assertThat(at.board.status().restsUntilMillis()).isEqualTo(START + 780_000);

        at.server.fault(null);
        for (int round = 21; round <= 25; round++) {
            at.run(30);
            assertThat(at.told).isEmpty();
        }
        at.cart(1, "3e8");
        at.run(30);
        assertThat(at.only(Origin.PROMETHEUS).get(Signal.RESIDENT)).isEqualTo(3e8);
        assertThat(at.board.status().restsUntilMillis()).isZero();
    }

    @Test
    void a_query_that_is_refused_is_asked_of_a_part_of_the_pods_and_the_others_go_on() {
        at.server.answers("container_age", CART + " 1");
        at.server.answers("container_values", "__name__=container_memory_rss," + CART + " 4");
        at.server.answers("program_age", CART + " 1");
        at.server.answersText(
                "program_values", "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many samples\"}");
        at.server.fault(null);
        at.run(0);

        // An error with status 200 is the server's word, too.
        assertThat(at.only(Origin.KUBELET).get(Signal.ANON)).isEqualTo(4);
        assertThat(Objects.requireNonNull(at.board.status().failure()).problem())
                .contains("too many samples");
    }

    @Test
    void two_queries_that_take_too_long_in_one_round_are_the_servers_fault() {
        at.server.fault(new Answer.TimedOut(0));
        at.run(0);

        assertThat(at.server.asked).hasSize(2);
        assertThat(at.interview.allows()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>busy</html>",
                "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"namespace\":\"shop\",\"pod\":\"cart-0\",\"container\":\"main\",\"__name__\":\"process_resident_memory_bytes\"},\"value\":[1700000000,\"5\"]},",
                "{\"status\":\"success\",\"data\":{\"result\":[{\"value\":[1700000000,\"much\"]}]}}",
                "[]"
            })
    void of_an_answer_that_breaks_off_or_is_none_nothing_is_believed(String body) {
        at.server.answers("program_age", CART + " 1");
        at.server.answersText("program_values", body);
        at.run(0);

        assertThat(at.told).isEmpty();
        assertThat(Objects.requireNonNull(at.board.status().failure()).name()).isEqualTo("program_values");
        assertThat(Objects.requireNonNull(at.board.status().failure()).promql())
                .startsWith("max by (__name__, namespace, pod, container");

        at.cart(1, "2e8");
        at.run(30);
        assertThat(at.only(Origin.PROMETHEUS).get(Signal.RESIDENT)).isEqualTo(2e8);
    }

    @Test
    void absurd_values_are_dropped_counted_and_shown_and_the_rest_is_believed() {
        at.server.answers("program_age", CART + " 1");
        at.server.answers(
                "program_values",
                "__name__=process_resident_memory_bytes," + CART + " -5",
                "__name__=go_memstats_next_gc_bytes," + CART + " 1e18",
                "__name__=go_memstats_heap_alloc_bytes," + CART + " NaN",
                "__name__=go_memstats_sys_bytes," + CART + " 3e8");
        at.run(0);

        assertThat(at.only(Origin.PROMETHEUS).has(Signal.RESIDENT)).isFalse();
        assertThat(at.only(Origin.PROMETHEUS).has(Signal.HEAP_GOAL)).isFalse();
        assertThat(at.only(Origin.PROMETHEUS).has(Signal.HEAP_OBJECTS)).isFalse();
        assertThat(at.only(Origin.PROMETHEUS).get(Signal.MAPPED)).isEqualTo(3e8);
        // A resident memory, a goal of an exabyte, and objects that are no number.
        assertThat(dropped("negative")).isEqualTo(1);
        assertThat(dropped("too_large")).isEqualTo(1);
        assertThat(dropped("not_a_number")).isEqualTo(1);
        assertThat(dropped("contradictory")).isZero();
        assertThat(at.board.status().absurd()).startsWith("shop/cart-0/main: ");
        assertThat(at.board.status().notes())
                .containsExactly(
                        "past: not read yet",
                        "not believed was " + at.board.status().absurd());
        assertThat(at.board.status().seen(signal -> !signal.isFromKernel(), Set.of(Signal.RESIDENT)))
                .containsExactly(new InputHealth.Seen("MAPPED", 1, START), new InputHealth.Seen("RESIDENT", 0, 0));
    }

    @Test
    void absurd_values_of_a_node_are_dropped_and_counted_and_another_name_stands_in() {
        at.server.answers("node_age", "node=n1 8");
        at.server.answers(
                "node_values",
                "__name__=node_memory_working_set_bytes,node=n1 1e18",
                "__name__=container_memory_working_set_bytes,node=n1 6e9",
                "__name__=node_pressure_memory_waiting_seconds_total,node=n1 -3",
                "__name__=node_memory_MemAvailable_bytes,node=n1 NaN");
        at.run(0);

        assertThat(at.nodes).singleElement().satisfies(node -> {
            assertThat(node.workingSetBytes()).isEqualTo(6e9);
            assertThat(node.pressureSomeSeconds()).isNaN();
            assertThat(node.availableBytes()).isNaN();
        });
        assertThat(dropped("too_large")).isEqualTo(1);
        assertThat(dropped("negative")).isEqualTo(1);
        assertThat(dropped("not_a_number")).isEqualTo(1);
    }

    private double dropped(String reason) {
        return at.registry
                .get("headroom.prometheus.values.dropped")
                .tag("reason", reason)
                .counter()
                .count();
    }

    @Test
    void ages_that_cannot_be_are_no_ages() {
        for (String age : new String[] {"NaN", "+Inf", "-Inf", "1e300", "-1e300"}) {
            at.server.answers("program_age", CART + " " + age);
            at.server.answers("program_values", "__name__=process_resident_memory_bytes," + CART + " 2e8");
            at.run(30);
            assertThat(at.told).as(age).isEmpty();
        }
    }

    @Test
    void a_million_series_about_pods_that_do_not_exist_take_no_place() {
        StringBuilder body = new StringBuilder("{\"status\":\"success\",\"data\":{\"result\":[");
        for (int i = 0; i < 1_000_000; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"metric\":{\"namespace\":\"shop\",\"pod\":\"p")
                    .append(i)
                    .append("\"},\"value\":[NOW,\"1\"]}");
        }
        // More than a round may bring over the wire; read as if it might.
        RoundFixture patient = new RoundFixture("maxBytes: 200000000");
        patient.server.answersText("program_age", body.append("]}}").toString());
        patient.run(0);

        assertThat(patient.told).isEmpty();
        assertThat(patient.board.status().round().unmatched()).isEqualTo(1_000_000);
        assertThat(patient.registry
                        .get("headroom.prometheus.containers")
                        .gauge()
                        .value())
                .isZero();

        at.server.answersText("program_age", body.toString());
        at.run(0);
        assertThat(Objects.requireNonNull(at.board.status().failure()).problem())
                .matches("the answer has more than 199[0-9]{5} bytes");
        assertThat(at.round.shards()).isEqualTo(2);
    }

    @Test
    void whatever_is_answered_a_round_has_at_most_twelve_queries() {
        at.cart(1, "2e8");
        at.server.answers("container_age", CART + " 1");
        for (int i = 0; i < 50; i++) {
            int before = at.server.asked.size();
            at.run(30);
            assertThat(at.server.asked.size() - before).isBetween(6, 12);
            assertThat(at.board.status().round().queries()).isEqualTo(at.server.asked.size() - before);
        }
    }

    @Test
    void a_wrong_query_does_not_stop_the_others_for_long() {
        at.server.fault(new Answer.Refused(400, "bad_data", "parse error", 10));
        at.run(0);
        // Each side's first query and the node's, beside what there is: none of them is asked again at once.
        assertThat(at.server.asked)
                .extracting(Query::name)
                .containsExactly("available", "program_age", "container_age", "node_age");
        assertThat(at.interview.allows()).isTrue();
    }
}
