package dev.headroom.bench.accuracy;

import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.replay.RecordedTarget;
import dev.headroom.extender.telemetry.replay.Replay;
import dev.headroom.extender.telemetry.replay.ReplayListener;
import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.MemoryModel;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One replay of a recording as the service itself would see it: the model, the same model without the runtime's metrics,
 * and the baselines forecast at each scrape from what was known until then.
 */
final class Pass implements ReplayListener {

    private final Window window;
    private final Map<String, Program> programs = new HashMap<>();
    private final Map<String, Contender> contenders = new TreeMap<>();
    private final Map<String, Together> groups = new TreeMap<>();
    private final Fleet fleet = new Fleet(MemoryModel::new);
    private final Fleet history = new Fleet(MemoryModel::ofHistory);

    private Pass(List<Program> all, Window window) {
        this.window = window;
        for (Program program : all) {
            programs.put(program.name(), program);
            if (!program.group().isEmpty()) {
                groups.computeIfAbsent(program.group(), Together::new).add(program);
            }
        }
    }

    /** What came of a recording: its programs, and its groups of programs with a common limit. */
    record Result(List<Watched> programs, List<Together> groups) {}

    static Result over(Path recording, Window window) throws IOException {
        Pass pass = new Pass(Program.of(recording), window);
        Replay.open(recording, NameTable.ofProcesses()).run(pass);
        List<Watched> watched = new ArrayList<>();
        pass.contenders.values().forEach(contender -> watched.add(contender.watched(window)));
        return new Result(List.copyOf(watched), List.copyOf(pass.groups.values()));
    }

    @Override
    public void appeared(RecordedTarget target, long atMillis) {
        Program program = programs.get(target.name());
        if (program == null) {
            return;
        }
        fleet.appeared(target.name(), target.workload(), target.spec(), atMillis);
        history.appeared(target.name(), target.workload(), target.spec(), atMillis);
        Contender contender = new Contender(program, target.spec());
        contenders.put(target.name(), contender);
        contender.bornAt(
                atMillis, forecast(fleet, target.name(), atMillis), forecast(history, target.name(), atMillis));
    }

    @Override
    public void sampled(RecordedTarget target, Sample sample) {
        Contender contender = contenders.get(target.name());
        if (contender != null) {
            fleet.observe(target.name(), sample);
            history.observe(target.name(), withoutRuntime(sample));
            contender.observe(sample);
        }
    }

    @Override
    public void missed(RecordedTarget target, long atMillis) {
        Contender contender = contenders.get(target.name());
        if (contender != null) {
            contender.missed();
        }
        fleet.missed(target.name(), atMillis);
        history.missed(target.name(), atMillis);
    }

    @Override
    public void instant(RecordedTarget target, long atMillis) {
        Contender contender = contenders.get(target.name());
        if (contender == null) {
            return;
        }
        contender.instant(
                atMillis, forecast(fleet, target.name(), atMillis), forecast(history, target.name(), atMillis));
        Together group = groups.get(contender.program().group());
        if (group != null && group.isLedBy(target.name())) {
            group.instant(atMillis, name -> forecast(fleet, name, atMillis), name -> forecast(history, name, atMillis));
        }
    }

    @Override
    public void gone(RecordedTarget target, long atMillis) {
        fleet.gone(target.name());
        history.gone(target.name());
    }

    private @Nullable ContainerForecast forecast(Fleet from, String name, long atMillis) {
        return from.forecast(name, atMillis, window.horizonMillis());
    }

    /** What any process's metrics say, and the kubelet's. */
    private static Sample withoutRuntime(Sample sample) {
        if (sample.origin() == Sample.Origin.KUBELET) {
            return sample;
        }
        Sample.Builder kept = Sample.at(sample.atMillis(), sample.origin());
        for (Signal signal : List.of(Signal.RESIDENT, Signal.PROCESS_CPU_SECONDS, Signal.START_TIME_SECONDS)) {
            kept.put(signal, sample.get(signal));
        }
        return kept.build();
    }
}
