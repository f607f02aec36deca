package dev.headroom.extender.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerReaderTest {

    private final List<String> seen = new ArrayList<>();

    @Test
    void an_instant_answer_is_read_label_by_label() throws IOException {
        AnswerReader.Summary summary = read("""
                {"status":"success","data":{"resultType":"vector","result":[
                {"metric":{"__name__":"m","pod":"a-1","zone":"x"},"value":[1700000000.123,"1.5e+09"]},
                {"metric":{"pod":"b\\u002d2"},"value":[1700000000.123,"NaN"]},
                {"metric":{},"value":[1700000000,"-Inf"]}]}}""");

        assertThat(seen)
                .containsExactly(
                        "m a-1", "1700000000123 1.5E9", " b-2", "1700000000123 NaN", " ", "1700000000000 -Infinity");
        assertThat(summary).isEqualTo(new AnswerReader.Summary(true, "", "", 3, 1_700_000_000_000L, List.of(), ""));
    }

    @Test
    void an_answer_over_a_span_has_many_points_per_series() throws IOException {
        read("""
                {"status":"success","data":{"resultType":"matrix","result":[
                {"metric":{"pod":"a"},"values":[[60,"1"],[120.5,"+Inf"]]},
                {"metric":{"pod":"b"},"values":[]}]}}""");

        assertThat(seen).containsExactly(" a", "60000 1.0", "120500 Infinity", " b");
    }

    @Test
    void fields_that_others_add_are_skipped_wherever_they_stand() throws IOException {
        AnswerReader.Summary summary = read("""
                {"isPartial":false,"data":{"stats":{"a":[1,{"b":2}]},"result":[
                {"histogram":[1,{"count":"1"}],"metric":{"pod":"a","x":{"y":1}},"value":[1,"2"],"group":1}],"resultType":"vector"},
                "warnings":["one","two"],"infos":["three"],"status":"success","trace":{}}""");

        assertThat(seen).containsExactly(" a", "1000 2.0");
        assertThat(summary.warnings()).containsExactly("one", "two");
        assertThat(summary.partial()).isEqualTo("one");
    }

    @Test
    void a_refusal_says_why() throws IOException {
        assertThat(read("""
                {"status":"error","errorType":"execution","error":"query processing would load too many samples into memory"}"""))
                .isEqualTo(new AnswerReader.Summary(
                        false,
                        "execution",
                        "query processing would load too many samples into memory",
                        0,
                        0,
                        List.of(),
                        ""));
    }

    @Test
    void more_series_than_allowed_end_the_reading() {
        String series = "{\"metric\":{\"pod\":\"a\"},\"value\":[1,\"2\"]}";
        String answer = "{\"status\":\"success\",\"data\":{\"result\":[" + (series + ",").repeat(4) + series + "]}}";

        assertThatThrownBy(() -> read(answer)).hasMessage("the answer has more than 4 series");
    }

    static List<Arguments> wrong() {
        return List.of(
                arguments("a page of HTML", "<html>"),
                arguments("nothing", ""),
                arguments("an end in the middle", "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"po"),
                arguments("an array", "[]"),
                arguments("another status", "{\"status\":\"ok\"}"),
                arguments("no status", "{\"data\":{\"result\":[]}}"),
                arguments("a number as status", "{\"status\":1}"),
                arguments("a value that is no text", result("\"value\":[1,2]")),
                arguments("a value that is no number", result("\"value\":[1,\"much\"]")),
                arguments("a value in Java's spelling", result("\"value\":[1,\"1f\"]")),
                arguments("an empty value", result("\"value\":[1,\"\"]")),
                arguments("a time that is no number", result("\"value\":[\"now\",\"1\"]")),
                arguments("a point with three parts", result("\"value\":[1,\"1\",\"2\"]")),
                arguments("a label that is no text", result("\"metric\":{\"pod\":1},\"value\":[1,\"1\"]")),
                arguments("labels that are none", result("\"metric\":[],\"value\":[1,\"1\"]")),
                arguments("a series that is none", "{\"status\":\"success\",\"data\":{\"result\":[1]}}"),
                arguments("a label of a megabyte", result("\"metric\":{\"pod\":\"" + "x".repeat(1 << 20) + "\"}")),
                arguments("a hundred thousand brackets", "{\"a\":" + "[".repeat(100_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void what_is_no_answer_is_refused(String sentence, String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(IOException.class);
    }

    private static String result(String fields) {
        return "{\"status\":\"success\",\"data\":{\"result\":[{" + fields + "}]}}";
    }

    private AnswerReader.Summary read(String body) throws IOException {
        SeriesSink sink = new SeriesSink() {

            @Override
            public void series(LabelRow labels) {
                seen.add(labels.get("__name__") + " " + labels.get("pod") + labels.get("zone"));
            }

            @Override
            public void point(long atMillis, double value) {
                seen.add(atMillis + " " + value);
            }
        };
        return new AnswerReader(new LabelRow(List.of("__name__", "pod")), 4, sink)
                .read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
