package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.config.PrometheusSettings.SeriesJoin;
import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.join.ClockOffset;
import dev.headroom.extender.telemetry.join.Freshness;
import dev.headroom.extender.telemetry.join.PodDirectory;
import dev.headroom.extender.telemetry.names.Reading;
import dev.headroom.predict.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the answers of a round together, container by container, and tells what is news. First come the times of the
 * measurements, for a value without its age says nothing; then the values. Not thread-safe.
 */
final class Gathering {

    /** Beyond that it is no age. */
    private static final double LONGEST_AGE_SECONDS = 1e8;

    private final SlotTable table;
    private final long staleMillis;
    private final Map<Side, List<Slot>> timed = new EnumMap<>(Side.class);

    Gathering(PrometheusSettings settings, PodDirectory directory) {
        this.table = new SlotTable(directory, settings.labels());
        this.staleMillis = settings.staleAfter().toMillis();
        for (Side side : Side.values()) {
            timed.put(side, new ArrayList<>());
        }
    }

    SlotTable table() {
        return table;
    }

    /** Takes the answer to {@link Expressions#age}. */
    SeriesSink ages(Side side, SeriesJoin join, Tally tally, long nowMillis) {
        List<Slot> slots = of(side);
        return new SeriesSink() {

            private @Nullable Slot slot;

            @Override
            public void series(LabelRow labels) {
                slot = table.find(labels, join, nowMillis);
                if (slot == null) {
                    tally.unmatched();
                }
            }

            @Override
            public void point(long atMillis, double ageSeconds) {
                if (slot != null && Math.abs(ageSeconds) < LONGEST_AGE_SECONDS) {
                    Slot.Half half = slot.half(side);
                    if (half.measuredMillis == Slot.NO_TIME) {
                        slots.add(slot);
                    }
                    half.measuredMillis = Math.max(half.measuredMillis, atMillis - Math.round(ageSeconds * 1000));
                }
            }
        };
    }

    /** Takes the answer to {@link Expressions#values}. */
    SeriesSink values(Expressions expressions, long nowMillis) {
        Side side = expressions.selection().side();
        SeriesJoin join = expressions.selection().join();
        JoinedSeries series = new JoinedSeries("__name__");
        return new SeriesSink() {

            private @Nullable Reading reading;

            @Override
            public void series(LabelRow labels) {
                Slot slot = table.find(labels, join, nowMillis);
                reading = null;
                if (slot != null && slot.half(side).measuredMillis != Slot.NO_TIME) {
                    Slot.Half half = slot.half(side);
                    Reading known = half.reading;
                    reading = known == null ? expressions.table().reading() : known;
                    half.reading = reading;
                    series.of(labels);
                }
            }

            @Override
            public void point(long atMillis, double value) {
                if (reading != null) {
                    reading.series(series.with(value));
                }
            }
        };
    }

    /** Forgets what this round brought of that side: its answer was not whole. */
    void discard(Side side) {
        of(side).forEach(slot -> slot.half(side).clear());
        of(side).clear();
    }

    /**
     * Tells what is news, and is ready for the next round.
     *
     * @param evaluatedMillis when the server looked, by our clock
     * @return of how many containers
     */
    int tell(Side side, ClockOffset clocks, long evaluatedMillis, Tally tally, Consumer<ContainerSample> samples) {
        int told = 0;
        for (Slot slot : of(side)) {
            Slot.Half half = slot.half(side);
            Freshness.Verdict verdict =
                    half.freshness.judge(clocks.ours(half.measuredMillis), evaluatedMillis, staleMillis);
            Fate fate = switch (verdict) {
                case Freshness.Verdict.News news -> tell(slot, side, news.atMillis(), Fate.NEW, tally, samples);
                case Freshness.Verdict.Ahead ahead -> tell(slot, side, ahead.atMillis(), Fate.AHEAD, tally, samples);
                case Freshness.Verdict.Repeated repeated -> Fate.REPEATED;
                case Freshness.Verdict.Stale stale -> Fate.STALE;
                case Freshness.Verdict.Behind behind -> Fate.BEHIND;
            };
            tally.count(side, fate);
            told += fate == Fate.NEW || fate == Fate.AHEAD ? 1 : 0;
            half.clear();
        }
        of(side).clear();
        return told;
    }

    private static Fate tell(
            Slot slot, Side side, long atMillis, Fate fate, Tally tally, Consumer<ContainerSample> samples) {
        Reading reading = slot.half(side).reading;
        if (atMillis < slot.pod().createdAtMillis()) {
            return Fate.BEFORE_POD;
        }
        Sample sample = reading == null ? null : reading.sample(atMillis, side.origin());
        if (sample != null) {
            tally.count(sample, slot.name());
        }
        if (sample == null || sample.isEmpty()) {
            return Fate.EMPTY;
        }
        samples.accept(slot.sample(sample));
        return fate;
    }

    private List<Slot> of(Side side) {
        return timed.computeIfAbsent(side, unknown -> new ArrayList<>());
    }
}
