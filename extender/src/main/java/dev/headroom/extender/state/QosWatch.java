package dev.headroom.extender.state;

import dev.headroom.predict.QosClass;
import dev.headroom.predict.QosResponse;
import dev.headroom.predict.QosResponseSettings;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Sees in the samples of containers how long they take to end at their limit, and from a garbage collection until resident
 * memory falls, as exactly as they are sampled. Of at most 1,000 containers at once: those above 70 % of their limit. What it
 * learnt is shown as gauges. The writer's; the gauges may be read by anybody.
 */
final class QosWatch {

    private static final int MOST = 1_000;

    /** Of the limit: under pressure, at the limit, and back from there. */
    private static final double PRESSURE = 0.70;

    private static final double AT_LIMIT = 0.95;
    private static final double BACK = 0.90;

    /** A fall of less is none. */
    private static final double FALL = 0.99;

    private static final class Course {
        private long atLimitSince;
        private long collectedAt;
        private long residentBytes;
        private double cycles = Double.NaN;
        private double kills = Double.NaN;
        private double startSeconds = Double.NaN;
    }

    private record Shown(Map<QosClass, QosResponse.Estimate> terminations, QosResponse.Estimate recovery) {}

    private final QosResponse response;
    private final Map<ContainerRecord, Course> courses = new HashMap<>();
    private volatile Shown shown;

    QosWatch(QosResponseSettings settings, MeterRegistry registry) {
        response = new QosResponse(settings);
        shown = show();
        for (QosClass qos : QosClass.values()) {
            register(
                    registry,
                    "termination",
                    qos,
                    now -> Objects.requireNonNull(now.terminations().get(qos)));
        }
        register(registry, "recovery", QosClass.BURSTABLE, Shown::recovery);
    }

    /** After the container's record has taken the sample in. */
    void see(ContainerRecord container, Sample sample) {
        long limit = container.spec.limitBytes();
        long resident = container.presentBytes();
        if (limit <= 0 || courses.isEmpty() && resident < PRESSURE * limit) {
            return;
        }
        Course course = courses.get(container);
        if (course == null) {
            if (resident < PRESSURE * limit || courses.size() >= MOST) {
                return;
            }
            course = new Course();
            courses.put(container, course);
        }
        if (ended(course, sample)) {
            terminated(container, course, sample);
            courses.remove(container);
            return;
        }
        atLimit(course, resident, limit, sample.atMillis());
        collected(container, course, resident, sample);
        course.residentBytes = resident;
        if (resident < PRESSURE * limit && course.collectedAt == 0) {
            courses.remove(container);
        }
    }

    void gone(ContainerRecord container) {
        courses.remove(container);
    }

    private static boolean ended(Course course, Sample sample) {
        double kills = sample.get(Signal.OOM_KILLS, course.kills);
        double start = sample.get(Signal.START_TIME_SECONDS, course.startSeconds);
        boolean ended = kills > course.kills || start > course.startSeconds + 1;
        course.kills = kills;
        course.startSeconds = start;
        return ended;
    }

    /** A process that started again says to the second when the one before had ended; else the sample is the latest time. */
    private void terminated(ContainerRecord container, Course course, Sample sample) {
        if (course.atLimitSince == 0) {
            return;
        }
        double since = course.atLimitSince / 1000.0;
        double now = sample.atMillis() / 1000.0;
        double start = sample.get(Signal.START_TIME_SECONDS, now);
        response.terminated(container.spec.qos(), (start >= since && start <= now ? start : now) - since);
        shown = show();
    }

    private static void atLimit(Course course, long resident, long limit, long atMillis) {
        if (resident >= AT_LIMIT * limit) {
            course.atLimitSince = course.atLimitSince == 0 ? atMillis : course.atLimitSince;
        } else if (resident < BACK * limit) {
            course.atLimitSince = 0;
        }
    }

    private void collected(ContainerRecord container, Course course, long resident, Sample sample) {
        double cycles = sample.get(Signal.GC_CYCLES, course.cycles);
        if (cycles > course.cycles && course.collectedAt == 0) {
            course.collectedAt = sample.atMillis();
        }
        course.cycles = cycles;
        if (course.collectedAt > 0 && resident < FALL * course.residentBytes) {
            response.recovered(container.spec.qos(), (sample.atMillis() - course.collectedAt) / 1000.0);
            course.collectedAt = 0;
            shown = show();
        }
    }

    private Shown show() {
        Map<QosClass, QosResponse.Estimate> terminations = new HashMap<>();
        for (QosClass qos : QosClass.values()) {
            terminations.put(qos, response.termination(qos));
        }
        return new Shown(Map.copyOf(terminations), response.recovery(QosClass.BURSTABLE));
    }

    private interface Pick {
        QosResponse.Estimate of(Shown now);
    }

    private void register(MeterRegistry registry, String phase, QosClass qos, Pick pick) {
        register(registry, "seconds", phase, qos, pick, QosResponse.Estimate::meanSeconds);
        register(registry, "spread.seconds", phase, qos, pick, QosResponse.Estimate::spreadSeconds);
        register(registry, "observations", phase, qos, pick, QosResponse.Estimate::observations);
    }

    private void register(
            MeterRegistry registry,
            String figure,
            String phase,
            QosClass qos,
            Pick pick,
            ToDoubleFunction<QosResponse.Estimate> value) {
        Gauge.builder("headroom.qos.response." + figure, this, watch -> value.applyAsDouble(pick.of(watch.shown)))
                .tag("phase", phase)
                .tag("qos", qos.name().toLowerCase(Locale.ROOT))
                .description("How pods answer memory pressure: the configured figures until enough was observed")
                .strongReference(true)
                .register(registry);
    }
}
