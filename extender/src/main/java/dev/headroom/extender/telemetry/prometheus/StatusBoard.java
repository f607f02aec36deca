package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.predict.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what people may ask about a server. Written by one thread, read by any. */
final class StatusBoard {

    private final String url;
    private final Map<Signal, PrometheusStatus.Seen> signals = new EnumMap<>(Signal.class);
    private final List<String> warnings = new ArrayList<>();
    private long lastAnswerAt;
    private PrometheusStatus.@Nullable Failure failure;
    private String absurd = "";
    private volatile PrometheusStatus published;
    private String history = "not read yet";

    StatusBoard(String url) {
        this.url = url;
        this.published = PrometheusStatus.notAsked(url);
    }

    PrometheusStatus status() {
        return published;
    }

    void begins() {
        warnings.clear();
    }

    void answered(Query query, Answer answer, long nowMillis) {
        if (answer instanceof Answer.Read read) {
            lastAnswerAt = nowMillis;
            read.warnings().stream()
                    .filter(warning -> warnings.size() < 8 && !warnings.contains(warning))
                    .forEach(warnings::add);
        } else {
            failure = new PrometheusStatus.Failure(query.name(), query.promql(), answer.describe(), nowMillis);
        }
    }

    String history() {
        return history;
    }

    void history(String text) {
        history = text;
    }

    void counted(Tally tally, long nowMillis) {
        for (Signal signal : Signal.values()) {
            if (tally.of(signal) > 0) {
                signals.put(signal, new PrometheusStatus.Seen(nowMillis, tally.of(signal)));
            }
        }
        absurd = tally.absurd().isEmpty() ? absurd : tally.absurd();
    }

    /** Makes what is known visible. */
    void publish(
            PrometheusStatus.Round round, List<Side> recorded, boolean podRows, long offsetMillis, long restsUntil) {
        published = new PrometheusStatus(
                url,
                lastAnswerAt,
                failure,
                Math.max(0, restsUntil),
                recorded.stream()
                        .map(side -> side.name().toLowerCase(Locale.ROOT))
                        .toList(),
                podRows,
                offsetMillis,
                round,
                signals,
                absurd,
                history,
                warnings);
    }
}
