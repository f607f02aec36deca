package dev.headroom.extender.report;

import dev.headroom.extender.forecast.ForecastSource;
import dev.headroom.extender.forecast.Subject;
import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.Placement;
import dev.headroom.predict.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Puts a source's samples into the models and keeps what a report needs of each container. Not thread-safe. */
public final class Survey implements ForecastSource.Listener {

    private final Fleet fleet;
    private final long horizonMillis;
    private final BooleanSupplier another;
    private final Map<String, Surveyed> running = new LinkedHashMap<>();
    private int ended;
    private long newestMillis;

    /**
     * @param horizonMillis how far the report looks ahead
     * @param another whether another round is wanted when one has ended
     */
    public Survey(Fleet fleet, long horizonMillis, BooleanSupplier another) {
        this.fleet = fleet;
        this.horizonMillis = horizonMillis;
        this.another = another;
    }

    @Override
    public void appeared(Subject subject, long atMillis) {
        running.computeIfAbsent(subject.name(), unknown -> new Surveyed(subject));
        fleet.appeared(subject.name(), subject.workload(), subject.spec(), atMillis);
    }

    @Override
    public void sampled(Subject subject, Sample sample) {
        if (sample.isEmpty()) {
            missed(subject, sample.atMillis());
            return;
        }
        fleet.observe(subject.name(), sample);
        Surveyed surveyed = running.get(subject.name());
        if (surveyed != null) {
            double before = surveyed.limit();
            surveyed.add(sample);
            if (surveyed.limit() != before) {
                // Resized in place: placement has to respect the limit that the kernel has now.
                fleet.respecified(subject.name(), subject.spec().withLimit((long) surveyed.limit()));
            }
        }
    }

    @Override
    public void missed(Subject subject, long atMillis) {
        fleet.missed(subject.name(), atMillis);
    }

    @Override
    public void due(Subject subject, long atMillis) {
        newestMillis = Math.max(newestMillis, atMillis);
        ContainerForecast forecast = fleet.forecast(subject.name(), atMillis, horizonMillis);
        Surveyed surveyed = running.get(subject.name());
        if (forecast != null && surveyed != null) {
            surveyed.forecast(forecast);
        }
    }

    @Override
    public void gone(Subject subject, long atMillis) {
        fleet.gone(subject.name());
        ended += running.remove(subject.name()) == null ? 0 : 1;
    }

    @Override
    public boolean roundEnded() {
        return another.getAsBoolean();
    }

    /** The newest moment of which a forecast was made, epoch milliseconds; 0 if there was none. */
    public long newestMillis() {
        return newestMillis;
    }

    long horizonMillis() {
        return horizonMillis;
    }

    /** How many containers were seen and are no more. */
    int ended() {
        return ended;
    }

    /** A container and what sizes are set by. @param mean that placement expects, bytes; NaN unknown */
    record Found(Surveyed container, double mean, Facts facts) {}

    List<Found> found() {
        List<Found> found = new ArrayList<>();
        for (Surveyed container : running.values()) {
            ContainerForecast newest = container.newest();
            Placement placement = fleet.placement(container.subject().name(), newest.atMillis());
            found.add(new Found(
                    container, placement == null ? Double.NaN : placement.meanBytes(), container.facts(placement)));
        }
        return found;
    }
}
