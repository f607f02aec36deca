package dev.headroom.extender.forecast;

import dev.headroom.extender.telemetry.replay.RecordedTarget;
import dev.headroom.extender.telemetry.replay.Replay;
import dev.headroom.extender.telemetry.replay.ReplayListener;
import dev.headroom.predict.Sample;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;

/** A recording: a forecast is wanted at each instant of each target, of what was known then. Once only. */
public final class ReplaySource implements ForecastSource {

    private final Replay replay;

    public ReplaySource(Replay replay) {
        this.replay = replay;
    }

    @Override
    public void run(Listener listener) throws IOException {
        replay.run(new Adapter(listener));
        listener.roundEnded();
    }

    static Subject subject(RecordedTarget target) {
        return new Subject(
                target.name(),
                target.namespace(),
                target.pod(),
                target.container(),
                target.workload(),
                target.spec(),
                target.node());
    }

    private static final class Adapter implements ReplayListener {

        private final Listener listener;
        private final Map<RecordedTarget, Subject> subjects = new IdentityHashMap<>();

        Adapter(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void appeared(RecordedTarget target, long atMillis) {
            listener.appeared(of(target), atMillis);
        }

        @Override
        public void sampled(RecordedTarget target, Sample sample) {
            listener.sampled(of(target), sample);
        }

        @Override
        public void missed(RecordedTarget target, long atMillis) {
            listener.missed(of(target), atMillis);
        }

        @Override
        public void instant(RecordedTarget target, long atMillis) {
            listener.due(of(target), atMillis);
        }

        @Override
        public void gone(RecordedTarget target, long atMillis) {
            listener.gone(of(target), atMillis);
        }

        private Subject of(RecordedTarget target) {
            return subjects.computeIfAbsent(target, ReplaySource::subject);
        }
    }
}
