package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.extender.telemetry.exposition.Series;
import java.util.List;

/** A series of an answer as the readers of expositions take them. Used again for each. Not thread-safe. */
final class JoinedSeries implements Series {

    private final String nameLabel;
    private LabelRow labels = new LabelRow(List.of());
    private double value;

    /** @param nameLabel the label that says the metric's name */
    JoinedSeries(String nameLabel) {
        this.nameLabel = nameLabel;
    }

    void of(LabelRow newLabels) {
        labels = newLabels;
    }

    JoinedSeries with(double newValue) {
        value = newValue;
        return this;
    }

    @Override
    public String name() {
        return labels.get(nameLabel);
    }

    @Override
    public String label(String name) {
        return labels.get(name);
    }

    @Override
    public double value() {
        return value;
    }

    /** The age is asked apart. */
    @Override
    public long timestampMillis() {
        return NO_TIMESTAMP;
    }
}
