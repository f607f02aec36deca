package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.http.Breaker;
import dev.headroom.extender.telemetry.join.ClockOffset;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Asks one server, and leaves alone what fails: a query that is refused or too large for a while, the server when it
 * is away. Not thread-safe.
 */
final class Interview {

    private static final long LONGEST_REST_MILLIS = 300_000;

    /** Queries that take too long are the server's fault when several do. */
    private static final int PATIENT_TIMEOUTS = 2;

    private final Asker asker;
    private final InstantSource clock;
    private final PrometheusMeters meters;
    private final StatusBoard board;
    private final long firstRestMillis;
    private final RandomGenerator random;
    private final Breaker server;
    private final Map<String, Breaker> queries = new HashMap<>();
    private final ClockOffset offset = new ClockOffset();
    private int timeouts;
    private long lookedAtMillis;

    Interview(
            PrometheusSettings settings,
            Asker asker,
            InstantSource clock,
            PrometheusMeters meters,
            StatusBoard board,
            RandomGenerator random) {
        this.asker = asker;
        this.clock = clock;
        this.meters = meters;
        this.board = board;
        this.random = random;
        this.firstRestMillis = settings.interval().toMillis();
        this.server = new Breaker(firstRestMillis, LONGEST_REST_MILLIS, random);
    }

    void begins() {
        timeouts = 0;
    }

    /** Whether the server is to be asked now. */
    boolean allows() {
        return server.allows(clock.millis());
    }

    boolean allows(Query query) {
        Breaker breaker = queries.get(query.name());
        return allows() && (breaker == null || breaker.allows(clock.millis()));
    }

    long restsUntilMillis() {
        return server.closedUntilMillis();
    }

    ClockOffset offset() {
        return offset;
    }

    /** When the server looked for its last good answer, by our clock. */
    long lookedAtMillis() {
        return lookedAtMillis;
    }

    Answer ask(Query query, SeriesSink sink, RoundBudget budget) {
        Timer.Sample started = meters.started();
        long askedAt = clock.millis();
        Answer answer = asker.ask(query, sink, budget.bytesLeft());
        long answeredAt = clock.millis();
        meters.answered(started, answer);
        budget.spent(answer.wireBytes());
        if (answer instanceof Answer.Read read && read.evaluatedAtMillis() > 0) {
            offset.learn(read.evaluatedAtMillis(), askedAt, answeredAt);
            lookedAtMillis = offset.ours(read.evaluatedAtMillis());
        }
        judged(query, answer, answeredAt);
        return answer;
    }

    /** The same about the past. */
    Answer askRange(Query query, SeriesSink sink, long mostBytes, long fromMillis, long toMillis, long stepMillis) {
        Timer.Sample started = meters.started();
        Answer answer = asker.askRange(query, sink, mostBytes, fromMillis, toMillis, stepMillis);
        meters.answered(started, answer);
        judged(query, answer, clock.millis());
        return answer;
    }

    private void judged(Query query, Answer answer, long nowMillis) {
        board.answered(query, answer, nowMillis);
        timeouts += answer.isLate() ? 1 : 0;
        Answer.Blame blame = timeouts >= PATIENT_TIMEOUTS ? Answer.Blame.SERVER : answer.blame();
        switch (blame) {
            case NOBODY -> {
                server.succeeded();
                queries.remove(query.name());
            }
            case QUERY ->
                queries.computeIfAbsent(
                                query.name(), unknown -> new Breaker(firstRestMillis, LONGEST_REST_MILLIS, random))
                        .failed(nowMillis);
            case SERVER -> server.failed(nowMillis);
        }
    }
}
