package dev.headroom.extender.telemetry.replay;

import static dev.headroom.extender.telemetry.replay.RecordingFolder.T0;

import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a replay tells: seconds since {@link RecordingFolder#T0} and what happened. */
final class ToldEvents implements ReplayListener {

    private final List<String> events = new ArrayList<>();

    List<String> events() {
        return events;
    }

    @Override
    public void appeared(RecordedTarget target, long atMillis) {
        add(atMillis, "appeared " + target.name());
    }

    @Override
    public void sampled(RecordedTarget target, Sample sample) {
        for (Signal signal : Signal.values()) {
            if (sample.has(signal)) {
                add(sample.atMillis(), target.name() + " " + signal + "=" + (long) sample.get(signal));
            }
        }
    }

    @Override
    public void missed(RecordedTarget target, long atMillis) {
        add(atMillis, "missed " + target.name());
    }

    @Override
    public void instant(RecordedTarget target, long atMillis) {
        add(atMillis, "instant " + target.name());
    }

    @Override
    public void gone(RecordedTarget target, long atMillis) {
        add(atMillis, "gone " + target.name());
    }

    private void add(long atMillis, String what) {
        events.add((atMillis - T0) / 1000.0 + " " + what);
    }
}
