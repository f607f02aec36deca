package dev.headroom.extender.forecast;

import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.Sample;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Puts a source's samples into the models and writes, whenever a forecast is due, one line for each horizon. Not
 * thread-safe.
 */
public final class Forecaster implements ForecastSource.Listener {

    private final Fleet fleet;
    private final long[] horizonsMillis;
    private final ForecastOutput output;
    private final BooleanSupplier another;
    private long droppedValues;
    private String firstProblem = "";

    /** @param another whether another round is wanted when one has ended */
    public Forecaster(Fleet fleet, List<Duration> horizons, ForecastOutput output, BooleanSupplier another) {
        this.fleet = fleet;
        this.horizonsMillis = horizons.stream().mapToLong(Duration::toMillis).toArray();
        this.output = output;
        this.another = another;
    }

    @Override
    public void appeared(Subject subject, long atMillis) {
        fleet.appeared(subject.name(), subject.workload(), subject.spec(), atMillis);
    }

    @Override
    public void sampled(Subject subject, Sample sample) {
        if (!sample.problems().isEmpty()) {
            if (droppedValues == 0) {
                firstProblem = subject.name() + ": " + sample.problems().getFirst();
            }
            droppedValues += sample.dropped();
        }
        if (!sample.isEmpty()) {
            fleet.observe(subject.name(), sample);
        } else if (sample.origin() != Sample.Origin.KUBELET) {
            fleet.missed(subject.name(), sample.atMillis());
        }
    }

    @Override
    public void missed(Subject subject, long atMillis) {
        fleet.missed(subject.name(), atMillis);
    }

    @Override
    public void due(Subject subject, long atMillis) {
        for (long horizon : horizonsMillis) {
            ContainerForecast forecast = fleet.forecast(subject.name(), atMillis, horizon);
            if (forecast != null) {
                output.line(new ForecastLine(subject, atMillis, forecast));
            }
        }
    }

    @Override
    public void gone(Subject subject, long atMillis) {
        fleet.gone(subject.name());
    }

    @Override
    public boolean roundEnded() {
        output.roundEnded();
        return another.getAsBoolean();
    }

    /** How many values no container can have, and which the first was; empty for none. */
    public String problems() {
        return droppedValues == 0
                ? ""
                : "values that were left out: " + droppedValues + ", the first of " + firstProblem;
    }
}
