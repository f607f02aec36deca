package dev.headroom.extender.backtest;

import dev.headroom.extender.forecast.ForecastSource;
import dev.headroom.extender.forecast.Subject;
import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Forecasts at each instant of the past from what was known then, and judges each when its horizon is over. */
public final class Backtest implements ForecastSource.Listener {

    private static final class Tally {
        private final Set<String> containers = new HashSet<>();
        private final Score[][] scores;

        Tally(int horizons) {
            scores = new Score[horizons][Method.values().length];
            for (Score[] ofHorizon : scores) {
                for (int i = 0; i < ofHorizon.length; i++) {
                    ofHorizon[i] = new Score();
                }
            }
        }
    }

    private final Fleet fleet;
    private final long[] horizonsMillis;
    private final Window window;
    private final Map<String, Tested> running = new HashMap<>();
    private final Map<String, Tally> workloads = new TreeMap<>();
    private long firstMillis;
    private long lastMillis;

    /** @param horizons how far forecasts look */
    public Backtest(Fleet fleet, List<Duration> horizons, Window window) {
        this.fleet = fleet;
        this.horizonsMillis =
                horizons.stream().mapToLong(Duration::toMillis).distinct().toArray();
        this.window = window;
    }

    @Override
    public void appeared(Subject subject, long atMillis) {
        fleet.appeared(subject.name(), subject.workload(), subject.spec(), atMillis);
        String workload = subject.workload().isEmpty() ? subject.name() : subject.workload();
        Tally tally = workloads.computeIfAbsent(workload, unknown -> new Tally(horizonsMillis.length));
        tally.containers.add(subject.name());
        running.computeIfAbsent(subject.name(), unknown -> new Tested(subject.spec(), tally.scores));
    }

    @Override
    public void sampled(Subject subject, Sample sample) {
        Tested tested = running.get(subject.name());
        if (sample.isEmpty() || tested == null) {
            missed(subject, sample.atMillis());
            return;
        }
        fleet.observe(subject.name(), sample);
        tested.observe(sample);
    }

    @Override
    public void missed(Subject subject, long atMillis) {
        fleet.missed(subject.name(), atMillis);
    }

    @Override
    public void due(Subject subject, long atMillis) {
        Tested tested = running.get(subject.name());
        if (tested == null || !window.has(atMillis)) {
            return;
        }
        @Nullable ContainerForecast[] forecasts = new ContainerForecast[horizonsMillis.length];
        for (int i = 0; i < forecasts.length; i++) {
            forecasts[i] = fleet.forecast(subject.name(), atMillis, horizonsMillis[i]);
        }
        if (tested.said(atMillis, forecasts)) {
            firstMillis = firstMillis == 0 ? atMillis : Math.min(firstMillis, atMillis);
            lastMillis = Math.max(lastMillis, atMillis);
        }
    }

    @Override
    public void gone(Subject subject, long atMillis) {
        fleet.gone(subject.name());
        running.remove(subject.name());
    }

    @Override
    public boolean roundEnded() {
        return false;
    }

    /** @param source for people */
    public Result result(String source) {
        List<Row> total = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int horizon = 0; horizon < horizonsMillis.length; horizon++) {
            Tally all = new Tally(1);
            for (Map.Entry<String, Tally> workload : workloads.entrySet()) {
                Score[] scores = workload.getValue().scores[horizon];
                rows.add(row(workload.getKey(), workload.getValue().containers.size(), horizon, scores));
                all.containers.addAll(workload.getValue().containers);
                for (int method = 0; method < scores.length; method++) {
                    all.scores[0][method].add(scores[method]);
                }
            }
            total.add(row("", all.containers.size(), horizon, all.scores[0]));
        }
        return new Result(source, firstMillis, lastMillis, total, rows);
    }

    private Row row(String workload, int containers, int horizon, Score[] scores) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Method method : Method.values()) {
            outcomes.add(scores[method.ordinal()].outcome(method));
        }
        double hours = scores[Method.HEADROOM.ordinal()].seconds() / 3600;
        return new Row(workload, containers, horizonsMillis[horizon] / 1000.0, hours, outcomes);
    }
}
