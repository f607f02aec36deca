package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.NodeSample;
import dev.headroom.extender.telemetry.join.PodDirectory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One look at everything: at most 12 queries, one after the other, and at most so many bytes. What is wrong is counted
 * and shown, never thrown. Called by one thread.
 */
final class Round {

    /** How often the server is asked again what it has. */
    private static final int ROUNDS_BETWEEN_LOOKS = 20;

    /** A container of which nothing comes for so long is forgotten. */
    private static final long FORGET_MILLIS = 900_000;

    /** What one series takes, compressed, before anything was measured: 10 to 14 by bench/results/prometheus.json. */
    private static final int BYTES_PER_SERIES = 14;

    private static final int SERIES_OF_PROGRAM = 18;
    private static final int SERIES_OF_CONTAINER = 12;

    private final PrometheusSettings settings;
    private final InstantSource clock;
    private final PodDirectory directory;
    private final Consumer<ContainerSample> samples;
    private final Consumer<NodeSample> nodes;
    private final PrometheusMeters meters;
    private final StatusBoard board;
    private final Interview interview;
    private final Gathering gathering;
    private final Shards shards;
    private Available available = Available.UNKNOWN;
    private PrometheusStatus.Round last = PrometheusStatus.Round.NONE;
    private int roundsUntilLook;

    Round(
            PrometheusSettings settings,
            InstantSource clock,
            PodDirectory directory,
            Consumer<ContainerSample> samples,
            Consumer<NodeSample> nodes,
            PrometheusMeters meters,
            StatusBoard board,
            Interview interview) {
        this.settings = settings;
        this.clock = clock;
        this.directory = directory;
        this.samples = samples;
        this.nodes = nodes;
        this.meters = meters;
        this.board = board;
        this.interview = interview;
        this.gathering = new Gathering(settings, directory);
        this.shards = new Shards(settings.maxBytes());
    }

    /** What the server has; unknown before the first round that was answered. */
    Available available() {
        return available;
    }

    int shards() {
        return shards.count();
    }

    /** Whether the server has said what it has; asks it if need be. */
    boolean isPrepared() {
        interview.begins();
        return available != Available.UNKNOWN || interview.allows() && look(new RoundBudget(settings.maxBytes()));
    }

    void run() {
        RoundBudget budget = new RoundBudget(settings.maxBytes());
        Tally tally = new Tally(meters.droppedValues);
        board.begins();
        interview.begins();
        boolean whole = interview.allows() && look(budget);
        int told = 0;
        for (Side side : Side.values()) {
            if (interview.allows()) {
                whole &= gather(side, budget, tally);
                told += gathering.tell(side, interview.offset(), interview.lookedAtMillis(), tally, samples);
            }
        }
        whole &= interview.allows() && nodes(budget);
        gathering.table().forgetUnseenSince(clock.millis() - FORGET_MILLIS);
        ended(budget, tally, told, whole);
    }

    /** Asks what there is, now and then. */
    private boolean look(RoundBudget budget) {
        if (roundsUntilLook-- > 0) {
            return true;
        }
        Query query = Available.query(settings);
        Available.Reader reader = new Available.Reader();
        if (!interview.allows(query) || !interview.ask(query, reader, budget).isGood()) {
            roundsUntilLook = 0;
            return false;
        }
        roundsUntilLook = ROUNDS_BETWEEN_LOOKS;
        if (available == Available.UNKNOWN) {
            long series = (long) reader.read().containers(Side.PROGRAM, settings.series()) * SERIES_OF_PROGRAM
                    + (long) reader.read().containers(Side.CONTAINER, settings.series()) * SERIES_OF_CONTAINER;
            shards.expect(series * BYTES_PER_SERIES);
        }
        available = reader.read();
        return true;
    }

    private boolean gather(Side side, RoundBudget budget, Tally tally) {
        Expressions expressions = expressions(side).part(shards.count(), shards.index());
        Query age = expressions.age();
        if (!budget.allowsQuery() || !interview.allows(age)) {
            return false;
        }
        long now = clock.millis();
        Answer ages =
                interview.ask(age, gathering.ages(side, expressions.selection().join(), tally, now), budget);
        boolean good = ages.isGood();
        if (ages instanceof Answer.Read read && read.series() > 0) {
            Query values = expressions.values();
            Answer answer = !budget.allowsQuery() || !interview.allows(values)
                    ? new Answer.TooLarge("the round has brought what it may", 0)
                    : interview.ask(values, gathering.values(expressions, now), budget);
            good = answer.isGood();
            divideFurther(answer);
        }
        divideFurther(ages);
        if (!good) {
            gathering.discard(side);
        }
        return good;
    }

    /** A smaller question may have an answer. */
    private void divideFurther(Answer answer) {
        if (answer.blame() == Answer.Blame.QUERY && shards.count() < Shards.MOST) {
            shards.tooMuch();
        }
    }

    private boolean nodes(RoundBudget budget) {
        NodeSeries series = new NodeSeries(settings.labels(), directory, meters.droppedValues);
        Query ages = series.ages();
        Query values = series.values();
        if (!budget.allowsQuery()
                || !interview.allows(ages)
                || !interview.ask(ages, series.takingAges(), budget).isGood()) {
            return false;
        }
        if (!budget.allowsQuery()
                || !interview.allows(values)
                || !interview.ask(values, series.takingValues(), budget).isGood()) {
            return false;
        }
        series.tell(
                interview.offset(),
                interview.lookedAtMillis(),
                settings.staleAfter().toMillis(),
                nodes);
        return true;
    }

    Expressions expressions(Side side) {
        return available.reads(side, settings.series())
                ? Expressions.recorded(settings, side)
                : Expressions.raw(
                        settings, side, side == Side.CONTAINER ? available.rows() : Selection.Rows.CONTAINERS);
    }

    private void ended(RoundBudget budget, Tally tally, int told, boolean whole) {
        shards.finished(budget.bytes(), whole);
        meters.up.set(whole ? 1 : 0);
        meters.roundQueries.set(budget.queries());
        meters.roundBytes.set(budget.bytes());
        meters.shards.set(shards.count());
        meters.containers.set(gathering.table().size());
        meters.counted(tally);
        long now = clock.millis();
        board.counted(tally, now);
        last = new PrometheusStatus.Round(
                now, budget.queries(), budget.bytes(), told, tally.unmatchedSeries(), shards.count());
        show();
    }

    /** Makes visible what is known. */
    void show() {
        List<Side> recorded = new ArrayList<>();
        for (Side side : Side.values()) {
            if (available.reads(side, settings.series())) {
                recorded.add(side);
            }
        }
        board.publish(
                last,
                recorded,
                available.rows() == Selection.Rows.PODS,
                interview.offset().millis(),
                interview.restsUntilMillis());
    }
}
