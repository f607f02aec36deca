package dev.headroom.extender.telemetry.names;

import dev.headroom.extender.telemetry.exposition.Series;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A number of an exposition: a metric, which of its series, and what becomes of several. Immutable.
 *
 * @param labels label values that a series must have
 * @param fold what becomes of several series
 * @param least a smaller value says nothing and is skipped
 * @param factor from the metric's unit to the signal's
 */
public record Metric(String name, Map<String, String> labels, Fold fold, double least, double factor) {

    /** What becomes of several series. */
    public enum Fold {
        FIRST,
        SUM,
        LARGEST
    }

    public Metric {
        labels = Map.copyOf(labels);
    }

    /** Its first series, whatever its labels. */
    public static Metric named(String name) {
        return new Metric(name, Map.of(), Fold.FIRST, Double.NEGATIVE_INFINITY, 1);
    }

    /** Only series that have this label. */
    public Metric with(String label, String value) {
        Map<String, String> more = new LinkedHashMap<>(labels);
        more.put(label, value);
        return new Metric(name, more, fold, least, factor);
    }

    /** The sum of its series. */
    public Metric summed() {
        return new Metric(name, labels, Fold.SUM, least, factor);
    }

    /** The largest of its series. */
    public Metric largest() {
        return new Metric(name, labels, Fold.LARGEST, least, factor);
    }

    /** For metrics whose 0 means that it was not measured. */
    public Metric aboveZero() {
        return new Metric(name, labels, fold, Double.MIN_VALUE, factor);
    }

    /** For metrics whose negative values mean that there is none. */
    public Metric atLeastZero() {
        return new Metric(name, labels, fold, 0, factor);
    }

    /** For metrics in another unit. */
    public Metric times(double newFactor) {
        return new Metric(name, labels, fold, least, newFactor);
    }

    /**
     * The value with one more series of this name.
     *
     * @param before NaN for none
     */
    double with(double before, Series series) {
        double value = series.value();
        if (Double.isNaN(value) || value < least || !selects(series)) {
            return before;
        }
        double scaled = value * factor;
        if (Double.isNaN(before)) {
            return scaled;
        }
        return switch (fold) {
            case FIRST -> before;
            case SUM -> before + scaled;
            case LARGEST -> Math.max(before, scaled);
        };
    }

    /** Whether that series is meant, and has no number. */
    boolean isNotANumber(Series series) {
        return Double.isNaN(series.value()) && selects(series);
    }

    private boolean selects(Series series) {
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (!series.label(label.getKey()).equals(label.getValue())) {
                return false;
            }
        }
        return true;
    }
}
