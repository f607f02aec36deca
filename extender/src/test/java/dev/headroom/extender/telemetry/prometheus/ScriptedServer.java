package dev.headroom.extender.telemetry.prometheus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers each query by its name with what a test wrote down; what nobody wrote down has no series. */
final class ScriptedServer implements Asker {

    final List<Query> asked = new ArrayList<>();
    private final Map<String, String> bodies = new HashMap<>();
    private @Nullable Answer fault;
    private long clockMillis;

    /** Epoch milliseconds by the server's clock. */
    void clock(long millis) {
        clockMillis = millis;
    }

    /** Nothing but this is answered; null for what is written down. */
    void fault(@Nullable Answer newFault) {
        fault = newFault;
    }

    /** @param series each a line {@code label=value,label=value VALUE} */
    void answers(String query, String... series) {
        StringBuilder body =
                new StringBuilder("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[");
        for (int i = 0; i < series.length; i++) {
            int blank = series[i].lastIndexOf(' ');
            body.append(i == 0 ? "" : ",").append("{\"metric\":{");
            String[] labels = series[i].substring(0, blank).split(",");
            for (int l = 0; l < labels.length; l++) {
                String[] label = labels[l].split("=", 2);
                body.append(l == 0 ? "\"" : ",\"")
                        .append(label[0])
                        .append("\":\"")
                        .append(label[1])
                        .append('"');
            }
            body.append("},\"value\":[NOW,\"")
                    .append(series[i].substring(blank + 1))
                    .append("\"]}");
        }
        bodies.put(query, body.append("]}}").toString());
    }

    /** Whatever it is. */
    void answersText(String query, String body) {
        bodies.put(query, body);
    }

    int asked(String query) {
        return (int) asked.stream().filter(of -> of.name().equals(query)).count();
    }

    @Override
    public Answer ask(Query query, SeriesSink sink, long mostBytes) {
        asked.add(query);
        if (fault != null) {
            return fault;
        }
        String body = bodies.getOrDefault(query.name(), "{\"status\":\"success\",\"data\":{\"result\":[]}}")
                .replace("NOW", String.format(Locale.ROOT, "%d.%03d", clockMillis / 1000, clockMillis % 1000));
        AnswerBody answer = new AnswerBody(query.labels(), 1_000_000, sink, mostBytes);
        try {
            return answer.read(200, "", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return answer.failed(e);
        }
    }

    @Override
    public Answer askRange(Query query, SeriesSink sink, long mostBytes, long from, long to, long step) {
        return ask(query, sink, mostBytes);
    }
}
