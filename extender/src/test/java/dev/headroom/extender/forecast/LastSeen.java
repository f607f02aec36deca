package dev.headroom.extender.forecast;

import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.ContainerModel;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Flag;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.List;
import java.util.Set;

/** Expects what it saw last, a tenth more at p95; an alarm when the last scrape failed. */
public final class LastSeen implements ContainerModel {

    private ContainerSpec spec;
    private double last = Double.NaN;
    private double goal = Double.NaN;
    private long lastAt;
    private boolean missed;

    public LastSeen(ContainerSpec spec) {
        this.spec = spec;
    }

    @Override
    public void observe(Sample sample) {
        last = sample.get(Signal.RESIDENT, sample.get(Signal.WORKING_SET, last));
        goal = sample.get(Signal.HEAP_GOAL, goal);
        lastAt = sample.atMillis();
        missed = false;
    }

    @Override
    public void respecified(ContainerSpec newSpec) {
        spec = newSpec;
    }

    @Override
    public void missed(long atMillis) {
        missed = true;
    }

    @Override
    public ContainerForecast forecast(long nowMillis, long horizonMillis) {
        boolean known = !Double.isNaN(last);
        double p50 = known ? last : 0;
        return new ContainerForecast(
                nowMillis,
                horizonMillis,
                Math.round(p50),
                Math.round(1.1 * p50),
                Math.round(1.2 * p50),
                goal,
                Double.NaN,
                Double.NaN,
                missed ? 0.875 : spec.limitBytes() == 0 ? 0 : 0.125,
                known ? 0.5 : 0,
                known ? nowMillis - lastAt : 0,
                missed ? Set.of(Flag.WARMING_UP, Flag.SCRAPE_FAILED_NEAR_LIMIT) : Set.of(),
                List.of());
    }

    @Override
    public double levelBytes() {
        return last;
    }

    @Override
    public double plateauBytes() {
        return last;
    }
}
