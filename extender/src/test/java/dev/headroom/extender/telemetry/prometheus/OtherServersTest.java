package dev.headroom.extender.telemetry.prometheus;

import static dev.headroom.extender.telemetry.prometheus.RoundFixture.CART;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.telemetry.prometheus.Answer.Blame;
import dev.headroom.predict.Sample.Origin;
import dev.headroom.predict.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Thanos, Mimir and VictoriaMetrics answer other than Prometheus does, in their own words. */
class OtherServersTest {

    private static final String ONE = """
            "data":{"resultType":"vector","result":[{"metric":{"pod":"a"},"value":[1700000000,"2"]}]}""";

    @ParameterizedTest(name = "{0}: a whole answer")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Prometheus with an info               | {"status":"success",ONE,"infos":["PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: \\"a\\" (1:6)"]}
            Prometheus with a remark              | {"status":"success",ONE,"warnings":["PromQL warning: encountered a mix of histograms and floats for metric name \\"a\\" (1:5)"]}
            Thanos with nothing to warn of        | {"status":"success",ONE,"warnings":[]}
            Thanos with its analysis              | {"status":"success","data":{"resultType":"vector","result":[{"metric":{"pod":"a"},"value":[1700000000,"2"]}],"analysis":{"name":"[concurrent]","executionTime":"1ms","children":[]}}}
            Mimir with its statistics             | {"status":"success","data":{"resultType":"vector","result":[{"metric":{"pod":"a"},"value":[1700000000,"2"]}],"stats":{"samples":{"totalQueryableSamples":1}}}}
            VictoriaMetrics with its statistics   | {"status":"success","isPartial":false,ONE,"stats":{"seriesFetched":"1","executionTimeMsec":2}}
            """)
    void whole(String server, String body) throws IOException {
        assertThat(read(200, body))
                .isInstanceOfSatisfying(
                        Answer.Read.class, read -> assertThat(read.series()).isEqualTo(1));
    }

    @ParameterizedTest(name = "{0}: a part of the answer, and said so")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Thanos without a store        | {"status":"success",ONE,"warnings":["receive series from Addr: 10.0.0.7:10901 LabelSets: {cluster=\\"a\\"}: rpc error: code = Unavailable"]} | receive series from Addr: 10.0.0.7:10901 LabelSets: {cluster="a"}: rpc error: code = Unavailable
            Thanos without any store      | {"status":"success","warnings":["No StoreAPIs matched for this query"],"data":{"resultType":"vector","result":[]}} | No StoreAPIs matched for this query
            Prometheus, cut by its limit  | {"status":"success",ONE,"warnings":["PromQL warning: a","results truncated due to limit"]} | results truncated due to limit
            VictoriaMetrics without a storage node | {"status":"success","isPartial":true,ONE} | isPartial
            """)
    void partial(String server, String body, String warning) throws IOException {
        Answer answer = read(200, body);
        assertThat(answer.isGood()).isFalse();
        assertThat(answer.result()).isEqualTo("partial");
        assertThat(answer.blame()).isEqualTo(Blame.NOBODY);
        assertThat(answer.describe()).isEqualTo("a partial answer, of which nothing is believed: " + warning);
    }

    @ParameterizedTest(name = "{0} is the fault of the {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Thanos, a query that is too large     | 422 | QUERY  | {"status":"error","errorType":"execution","error":"expanding series: exceeded samples limit"} | status 422 execution: expanding series: exceeded samples limit
            Thanos, a frontend that is full       | 429 | SERVER | too many outstanding requests | status 429: too many outstanding requests
            Mimir without a tenant                | 401 | SERVER | no org id | status 401: no org id
            Mimir, more series than are allowed   | 422 | QUERY  | {"status":"error","errorType":"execution","error":"the query exceeded the maximum number of series (err-mimir-max-series-per-query)"} | status 422 execution: the query exceeded the maximum number of series (err-mimir-max-series-per-query)
            Mimir, a tenant that asks too often   | 429 | SERVER | {"status":"error","errorType":"too_many_requests","error":"too many outstanding requests"} | status 429 too_many_requests: too many outstanding requests
            Mimir, an ingester that is away       | 500 | SERVER | {"status":"error","errorType":"internal","error":"at least 2 live replicas required, could only find 1"} | status 500 internal: at least 2 live replicas required, could only find 1
            VictoriaMetrics, an unknown function  | 422 | QUERY  | {"status":"error","errorType":"422","error":"error when executing query=\\"x\\""} | status 422 422: error when executing query="x"
            VictoriaMetrics, too many at once     | 429 | SERVER | {"status":"error","errorType":"429","error":"cannot handle more than 8 concurrent search requests"} | status 429 429: cannot handle more than 8 concurrent search requests
            vmauth without a route                | 400 | QUERY  | missing route for "/api/v1/query" | status 400: missing route for "/api/v1/query"
            """)
    void refused(String server, int status, Blame blame, String body, String words) throws IOException {
        Answer answer = read(status, body);
        assertThat(answer.describe()).isEqualTo(words);
        assertThat(answer.blame()).isEqualTo(blame);
    }

    @Test
    void of_a_partial_answer_nothing_is_told_and_the_server_goes_on_being_asked() {
        RoundFixture at = new RoundFixture();
        at.cart(1, "2e8");
        at.run(0);
        assertThat(at.only(Origin.PROMETHEUS).get(Signal.RESIDENT)).isEqualTo(2e8);

        at.server.answersText("program_values", """
                {"status":"success","isPartial":true,"data":{"result":[{"metric":{"__name__":"process_resident_memory_bytes",
                "namespace":"shop","pod":"cart-0","container":"main"},"value":[NOW,"1e8"]}]}}""");
        at.run(30);
        assertThat(at.told).isEmpty();
        PrometheusStatus.Failure failure =
                Objects.requireNonNull(at.board.status().failure());
        assertThat(failure.name()).isEqualTo("program_values");
        assertThat(failure.problem()).isEqualTo("a partial answer, of which nothing is believed: isPartial");
        assertThat(at.registry.get("headroom.prometheus.up").gauge().value()).isZero();
        assertThat(at.registry
                        .counter("headroom.prometheus.queries", "result", "partial")
                        .count())
                .isEqualTo(1);

        at.server.answers("program_values", "__name__=process_resident_memory_bytes," + CART + " 3e8");
        at.run(30);
        assertThat(at.only(Origin.PROMETHEUS).get(Signal.RESIDENT)).isEqualTo(3e8);
        assertThat(at.registry.get("headroom.prometheus.up").gauge().value()).isEqualTo(1);
    }

    private static Answer read(int status, String body) throws IOException {
        SeriesSink nobody = new SeriesSink() {

            @Override
            public void series(LabelRow labels) {}

            @Override
            public void point(long atMillis, double value) {}
        };
        byte[] bytes = body.replace("ONE", ONE).getBytes(StandardCharsets.UTF_8);
        return new AnswerBody(List.of("pod"), 10, nobody, 10_000).read(status, "", new ByteArrayInputStream(bytes));
    }
}
