package dev.headroom.extender.forecast;

import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.prometheus.WrittenDown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The containers that a monitoring server has named so far; each is told before anything about it. Not thread-safe. */
final class MonitoredSubjects {

    private final ForecastSource.Listener listener;
    private final Map<String, Subject> subjects = new LinkedHashMap<>();
    private WrittenDown written = WrittenDown.NOTHING;

    MonitoredSubjects(ForecastSource.Listener listener) {
        this.listener = listener;
    }

    /** What holds for containers that appear from now on. */
    void writtenDown(WrittenDown newWritten) {
        written = newWritten;
    }

    List<Subject> all() {
        return new ArrayList<>(subjects.values());
    }

    /** Tells the sample. */
    Subject sampled(ContainerSample said) {
        String name = said.namespace() + "/" + said.pod() + "/" + said.container();
        Subject subject = subjects.get(name);
        if (subject == null) {
            String workload = written.workload(said.namespace(), said.pod());
            subject = new Subject(
                    name,
                    said.namespace(),
                    said.pod(),
                    said.container(),
                    workload.isEmpty() ? "" : workload + "/" + said.container(),
                    written.spec(said.namespace(), said.pod(), said.container()));
            subjects.put(name, subject);
            listener.appeared(subject, said.sample().atMillis());
        }
        listener.sampled(subject, said.sample());
        return subject;
    }
}
