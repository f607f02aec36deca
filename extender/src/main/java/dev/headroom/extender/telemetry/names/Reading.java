package dev.headroom.extender.telemetry.names;

import dev.headroom.extender.telemetry.exposition.PrometheusText;
import dev.headroom.extender.telemetry.exposition.Series;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/** What was read of one exposition about one process or container. Not thread-safe. */
public final class Reading implements PrometheusText.Sink {

    /** What a runtime exports for "off" where it keeps a negative number and exports it without a sign. */
    private static final double UNSIGNED_NEGATIVE = 0x1p63;

    private final NameTable table;
    private final double[] values;

    /** Places of metrics that were said to be NaN. */
    private final BitSet notNumbers = new BitSet();

    private long newestMillis = Series.NO_TIMESTAMP;

    Reading(NameTable table) {
        this.table = table;
        this.values = new double[table.size()];
        Arrays.fill(values, Double.NaN);
    }

    @Override
    public boolean wants(String name) {
        return table.knows(name);
    }

    @Override
    public void series(Series series) {
        for (int place : table.placesOf(series.name())) {
            Metric metric = table.metric(place);
            values[place] = metric.with(values[place], series);
            if (metric.isNotANumber(series)) {
                notNumbers.set(place);
            }
        }
        newestMillis = Math.max(newestMillis, series.timestampMillis());
    }

    /**
     * What was said so far. A signal without a name for it is unknown; so is one of which a part is missing.
     *
     * @param atMillis epoch milliseconds at which it was read, for what has no timestamp of its own or one that is
     *     later, as another clock may give it
     */
    public Sample sample(long atMillis, Sample.Origin origin) {
        boolean stamped = newestMillis != Series.NO_TIMESTAMP;
        Sample.Builder sample = Sample.at(stamped ? Math.min(newestMillis, atMillis) : atMillis, origin);
        Set<Signal> told = EnumSet.noneOf(Signal.class);
        for (NameTable.Term term : table.terms()) {
            if (!told.contains(term.signal())) {
                double value = value(term);
                if (!Double.isNaN(value)) {
                    told.add(term.signal());
                    sample.put(term.signal(), value);
                }
            }
        }
        if (!notNumbers.isEmpty()) {
            noteNotNumbers(told, sample);
        }
        return sample.build();
    }

    /** Signals that nothing else told, and that would be known if what was said were numbers. */
    private void noteNotNumbers(Set<Signal> told, Sample.Builder sample) {
        for (NameTable.Term term : table.terms()) {
            BitSet parts = new BitSet();
            Arrays.stream(term.plus()).forEach(parts::set);
            Arrays.stream(term.minus()).forEach(parts::set);
            boolean allSaid = parts.stream().allMatch(place -> !Double.isNaN(values[place]) || notNumbers.get(place));
            if (allSaid && parts.intersects(notNumbers) && told.add(term.signal())) {
                sample.notANumber(term.signal());
            }
        }
    }

    private double value(NameTable.Term term) {
        double value = 0;
        for (int place : term.plus()) {
            value += values[place];
        }
        for (int place : term.minus()) {
            value -= values[place];
        }
        return term.signal().kind() == Signal.Kind.PERCENT && value >= UNSIGNED_NEGATIVE ? -1 : value;
    }
}
