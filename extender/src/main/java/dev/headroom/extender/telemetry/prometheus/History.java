package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.DroppedValues;
import dev.headroom.extender.telemetry.join.PodDirectory;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.names.Reading;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the past once and tells it oldest first: the signals without which there is no model, each container's peaks
 * within the steps, its counters as they stood. Blocks its caller.
 */
final class History {

    private static final String METRIC = "metric";

    /** What is asked of the past, by side. */
    private static final Map<Side, Set<Signal>> SIGNALS = new EnumMap<>(Map.of(
            Side.PROGRAM,
            EnumSet.of(
                    Signal.RESIDENT,
                    Signal.HEAP_GOAL,
                    Signal.HEAP_LIVE,
                    Signal.HEAP_OBJECTS,
                    Signal.MAPPED,
                    Signal.HEAP_RELEASED,
                    Signal.ALLOCATED,
                    Signal.GC_CYCLES,
                    Signal.COMMITTED_HEAP,
                    Signal.OFF_HEAP,
                    Signal.START_TIME_SECONDS),
            Side.CONTAINER,
            EnumSet.of(Signal.WORKING_SET, Signal.ANON)));

    private final PrometheusSettings settings;
    private final Interview interview;
    private final InstantSource clock;
    private final PodDirectory directory;
    private final Consumer<ContainerSample> samples;
    private final DroppedValues droppedValues;
    private int told;

    History(
            PrometheusSettings settings,
            Interview interview,
            InstantSource clock,
            PodDirectory directory,
            Consumer<ContainerSample> samples,
            DroppedValues droppedValues) {
        this.settings = settings;
        this.interview = interview;
        this.clock = clock;
        this.directory = directory;
        this.samples = samples;
        this.droppedValues = droppedValues;
    }

    /**
     * Reads so much of the past as the settings say.
     *
     * @param toMillis where it ends, by our clock
     * @return what became of it, for people
     */
    String read(Round round, long toMillis) {
        if (settings.history().isZero()) {
            return "not asked for";
        }
        long series = 0;
        for (Side side : Side.values()) {
            series += (long) round.available().containers(side, settings.series())
                    * SIGNALS.getOrDefault(side, Set.of()).size();
        }
        HistoryPlan plan = new HistoryPlan(
                toMillis + interview.offset().millis(),
                settings.history().toMillis(),
                settings.historyStep().toMillis(),
                series,
                now(),
                settings.historyTimeout().toMillis());
        while (plan.hasNext(now()) && interview.allows()) {
            long began = now();
            HistoryPlan.Chunk chunk = plan.next(began);
            if (read(chunk, round)) {
                plan.answered(chunk, now() - began);
            } else if (!plan.coarser()) {
                break;
            }
        }
        return told + " samples, one each " + plan.stepMillis() / 1000 + " s"
                + (plan.leftOutMillis() == 0
                        ? ""
                        : "; left out: "
                                + Duration.ofMillis(plan.leftOutMillis()).toMinutes() + " min");
    }

    /** By the server's clock, as the plan is. */
    private long now() {
        return clock.millis() + interview.offset().millis();
    }

    private boolean read(HistoryPlan.Chunk chunk, Round round) {
        TreeMap<Long, Map<Slot, Reading[]>> instants = new TreeMap<>();
        SlotTable table = new SlotTable(directory, settings.labels());
        for (Side side : Side.values()) {
            Expressions expressions = round.expressions(side);
            Set<Signal> signals = SIGNALS.getOrDefault(side, Set.of());
            Query query = expressions.past(signals, METRIC, chunk.stepMillis() / 1000);
            if (query.promql().isEmpty()) {
                continue;
            }
            Answer answer = interview.askRange(
                    query,
                    gathering(expressions, expressions.table().only(signals), table, instants),
                    settings.maxBytes(),
                    chunk.fromMillis() + chunk.stepMillis(),
                    chunk.toMillis(),
                    chunk.stepMillis());
            if (!answer.isGood()) {
                return false;
            }
        }
        instants.forEach((at, slots) -> slots.forEach((slot, readings) -> tell(slot, readings, at)));
        return true;
    }

    private SeriesSink gathering(
            Expressions expressions, NameTable names, SlotTable table, TreeMap<Long, Map<Slot, Reading[]>> instants) {
        int side = expressions.selection().side().ordinal();
        JoinedSeries series = new JoinedSeries(METRIC);
        return new SeriesSink() {

            private @Nullable Slot slot;

            @Override
            public void series(LabelRow labels) {
                slot = table.find(labels, expressions.selection().join(), 0);
                series.of(labels);
            }

            @Override
            public void point(long atMillis, double value) {
                if (slot != null) {
                    Reading[] readings = instants.computeIfAbsent(atMillis, at -> new HashMap<>())
                            .computeIfAbsent(slot, unknown -> new Reading[Side.values().length]);
                    if (readings[side] == null) {
                        readings[side] = names.reading();
                    }
                    readings[side].series(series.with(value));
                }
            }
        };
    }

    private void tell(Slot slot, @Nullable Reading[] readings, long serverMillis) {
        List<Sample> both = new ArrayList<>();
        for (Side side : Side.values()) {
            Reading reading = readings[side.ordinal()];
            if (reading != null) {
                both.add(reading.sample(interview.offset().ours(serverMillis), side.origin()));
            }
        }
        for (Sample sample : both) {
            droppedValues.count(sample);
            if (!sample.isEmpty() && sample.atMillis() >= slot.pod().createdAtMillis()) {
                samples.accept(slot.sample(sample));
                told++;
            }
        }
    }
}
