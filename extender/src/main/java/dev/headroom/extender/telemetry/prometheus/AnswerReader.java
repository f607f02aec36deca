package dev.headroom.extender.telemetry.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an answer of the API's {@code query} or {@code query_range} as it comes, holding one series at a time.
 * Unknown fields are skipped, in whatever order they come. For one answer and one thread.
 */
final class AnswerReader {

    /**
     * What an answer said beside its series.
     *
     * @param partial why something is missing in it; empty if nothing is
     */
    record Summary(
            boolean success,
            String errorType,
            String error,
            int series,
            long atMillis,
            List<String> warnings,
            String partial) {}

    /** More series than are read. */
    static final class TooManySeries extends IOException {

        private static final long serialVersionUID = 1;

        TooManySeries(int most) {
            super("the answer has more than " + most + " series");
        }
    }

    /** What is there is JSON, and not of this API. */
    static final class Unexpected extends IOException {

        private static final long serialVersionUID = 1;

        Unexpected(String message) {
            super(message);
        }
    }

    private static final int MOST_WARNINGS = 4;

    /** What Prometheus remarks about a query (annotations), not about what it found. */
    private static final String REMARK = "PromQL ";

    private static final JsonFactory JSON = JsonFactory.builder()
            // Field names come from elsewhere: nothing of them stays.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(16_384)
                    .maxNameLength(1_024)
                    .build())
            .build();

    private final LabelRow labels;
    private final int mostSeries;
    private final SeriesSink sink;
    private final List<String> warnings = new ArrayList<>();
    private String status = "";
    private String errorType = "";
    private String error = "";
    private String partial = "";
    private int series;
    private long atMillis;

    AnswerReader(LabelRow labels, int mostSeries, SeriesSink sink) {
        this.labels = labels;
        this.mostSeries = mostSeries;
        this.sink = sink;
    }

    /** @throws IOException if it is no such answer, or has too many series */
    Summary read(InputStream body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            expect(json, json.nextToken(), JsonToken.START_OBJECT);
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                switch (field) {
                    case "status" -> status = text(json, value);
                    case "errorType" -> errorType = text(json, value);
                    case "error" -> error = text(json, value);
                    case "warnings" -> warnings(json, value);
                    // VictoriaMetrics, when a storage node is away.
                    case "isPartial" -> partial = value == JsonToken.VALUE_TRUE ? field : partial;
                    case "data" -> data(json, value);
                    default -> json.skipChildren();
                }
            }
            expect(json, json.currentToken(), JsonToken.END_OBJECT);
        }
        if (!status.equals("success") && !status.equals("error")) {
            throw new Unexpected("status is \"" + shortened(status) + "\", allowed is success or error");
        }
        return new Summary(
                status.equals("success"),
                errorType,
                shortened(error),
                series,
                atMillis,
                List.copyOf(warnings),
                partial);
    }

    private void data(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken of = json.nextToken();
            if (field.equals("result") && of == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    oneSeries(json);
                }
                expect(json, json.currentToken(), JsonToken.END_ARRAY);
            } else {
                json.skipChildren();
            }
        }
    }

    private void oneSeries(JsonParser json) throws IOException {
        if (++series > mostSeries) {
            throw new TooManySeries(mostSeries);
        }
        labels.clear();
        boolean told = false;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "metric" -> labels(json, value);
                case "value", "values" -> {
                    // Its labels come first: every server writes them so.
                    if (!told) {
                        told = true;
                        sink.series(labels);
                    }
                    points(json, value, field.equals("values"));
                }
                default -> json.skipChildren();
            }
        }
    }

    private void labels(JsonParser json, JsonToken value) throws IOException {
        expect(json, value, JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            int place = labels.placeOf(name);
            JsonToken of = json.nextToken();
            if (place >= 0) {
                labels.set(place, text(json, of));
            } else {
                json.skipChildren();
            }
        }
    }

    private void points(JsonParser json, JsonToken value, boolean several) throws IOException {
        expect(json, value, JsonToken.START_ARRAY);
        if (!several) {
            point(json);
            return;
        }
        while (json.nextToken() == JsonToken.START_ARRAY) {
            point(json);
        }
        expect(json, json.currentToken(), JsonToken.END_ARRAY);
    }

    /** Behind the opening bracket of {@code [seconds, "value"]}. */
    private void point(JsonParser json) throws IOException {
        if (!json.nextToken().isNumeric()) {
            throw new Unexpected("a point has no time: " + shortened(json.getText()));
        }
        // Rounded, for 1700000000.123 · 1000 is not whole in binary.
        atMillis = Math.round(json.getDoubleValue() * 1000);
        expect(json, json.nextToken(), JsonToken.VALUE_STRING);
        double number = number(json.getText());
        expect(json, json.nextToken(), JsonToken.END_ARRAY);
        sink.point(atMillis, number);
    }

    private void warnings(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            String warning = shortened(json.getText());
            if (warnings.size() < MOST_WARNINGS) {
                warnings.add(warning);
            }
            // Thanos, when a store is away; Prometheus, when a remote one is or the answer was cut.
            if (partial.isEmpty() && !warning.startsWith(REMARK)) {
                partial = warning;
            }
        }
    }

    private static double number(String text) throws IOException {
        // Java's spellings differ: Infinity, and suffixes such as 1f that the API does not have.
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    if (!text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1))) {
                        yield Double.parseDouble(text);
                    }
                } catch (NumberFormatException e) {
                    // Said below.
                }
                throw new Unexpected("a value is \"" + shortened(text) + "\", allowed is a number");
            }
        };
    }

    private static String text(JsonParser json, JsonToken token) throws IOException {
        expect(json, token, JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static void expect(JsonParser json, JsonToken found, JsonToken expected) throws IOException {
        if (found != expected) {
            throw new Unexpected("found " + (found == null ? "the end" : found) + " at byte "
                    + json.currentLocation().getByteOffset() + ", expected is " + expected);
        }
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
