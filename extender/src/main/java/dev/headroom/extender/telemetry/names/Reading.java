package dev.headroom.extender.telemetry.names;

import dev.headroom.extender.telemetry.exposition.PrometheusText;
import dev.headroom.extender.telemetry.exposition.Series;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What was read of one exposition about one process or container. Not thread-safe. */
public final class Reading implements PrometheusText.Sink {

    /** What a runtime exports for "off" where it keeps a negative number and exports it without a sign. */
    private static final double UNSIGNED_NEGATIVE = 0x1p63;

    private final NameTable table;
    private final double[] values;
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
            values[place] = table.metric(place).with(values[place], series);
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
        return sample.build();
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
