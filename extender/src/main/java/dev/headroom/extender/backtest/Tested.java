package dev.headroom.extender.backtest;

import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import dev.headroom.predict.baseline.MemoryBaseline;
import dev.headroom.predict.baseline.NSigmaBaseline;
import dev.headroom.predict.baseline.VpaBaseline;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One container: what was said about it waits until its horizon is over. A forecast whose container ends before that is
 * not judged: nobody knows what would have come. Not thread-safe.
 */
final class Tested {

    /** A start is warm-up for every method. */
    private static final long WARM_UP_MILLIS = 60_000;

    /** An instant stands for the time since the one before, at most this, and at most twice what the one before did. */
    private static final long LONGEST_GAP_MILLIS = 60_000;

    /** Resident pages of a binary that its cgroup is not charged for, so that resident can exceed the limit. */
    private static final double FILE_PAGES = 8 << 20;

    /** Something that was said, by {@link Method#ordinal}, and the highest memory that came so far. */
    private static final class Pending {

        private final long atMillis;
        private final long untilMillis;
        private final Score[] scores;
        private final double weightSeconds;
        private final double[] said;
        private double truth;

        Pending(long atMillis, long untilMillis, Score[] scores, double weightSeconds, double[] said) {
            this.atMillis = atMillis;
            this.untilMillis = untilMillis;
            this.scores = scores;
            this.weightSeconds = weightSeconds;
            this.said = said;
        }

        /** @return whether its horizon is over */
        boolean happened(long sampledAtMillis, double bytes) {
            if (sampledAtMillis > atMillis && sampledAtMillis <= untilMillis) {
                truth = Math.max(truth, bytes);
            }
            if (sampledAtMillis < untilMillis) {
                return false;
            }
            if (truth > 0) {
                for (Method method : Method.values()) {
                    scores[method.ordinal()].add(weightSeconds, said[method.ordinal()], truth);
                }
            }
            return true;
        }
    }

    private final double request;
    private final Score[][] scores;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final MemoryBaseline vpa = new VpaBaseline();
    private final MemoryBaseline nSigma = new NSigmaBaseline();
    private double limit;
    private boolean reportsResident;
    private double resident = Double.NaN;
    private long firstMillis = Long.MAX_VALUE;
    private long lastDueMillis;
    private long usualGapMillis;
    private double startedSeconds = Double.NaN;
    private long lastSampleMillis;

    /** @param scores by horizon, then by {@link Method#ordinal} */
    Tested(ContainerSpec spec, Score[][] scores) {
        this.request = spec.requestBytes() > 0 ? spec.requestBytes() : Double.NaN;
        this.limit = spec.limitBytes();
        this.scores = scores;
    }

    /** A program's own resident memory counts; what the kubelet knows only where it exports none. */
    void observe(Sample sample) {
        double kernelLimit = sample.get(Signal.CGROUP_MAX, 0);
        limit = kernelLimit > 0 && !Double.isInfinite(kernelLimit) ? kernelLimit : limit;
        boolean own = sample.has(Signal.RESIDENT);
        reportsResident |= own;
        double bytes = sample.get(own || reportsResident ? Signal.RESIDENT : Signal.WORKING_SET);
        if (Double.isNaN(bytes) || bytes <= 0 || sample.atMillis() <= lastSampleMillis) {
            return;
        }
        lastSampleMillis = sample.atMillis();
        firstMillis = Math.min(firstMillis, sample.atMillis());
        double started = sample.get(Signal.START_TIME_SECONDS);
        if (own && started > startedSeconds + 1) {
            firstMillis = sample.atMillis();
        }
        startedSeconds = own && !Double.isNaN(started) ? started : startedSeconds;
        resident = bytes;
        vpa.observe(sample.atMillis(), bytes);
        nSigma.observe(sample.atMillis(), bytes);
        pending.removeIf(one -> one.happened(sample.atMillis(), bytes));
    }

    /** @return whether it will be judged */
    boolean said(long atMillis, @Nullable ContainerForecast[] forecasts) {
        long gap = atMillis - lastDueMillis;
        if (lastDueMillis == atMillis || Double.isNaN(resident)) {
            return false;
        }
        boolean first = lastDueMillis == 0;
        lastDueMillis = atMillis;
        // After a silence nothing stands for the silence.
        usualGapMillis = Math.min(Math.min(gap, 2 * usualGapMillis), LONGEST_GAP_MILLIS);
        if (first) {
            usualGapMillis = LONGEST_GAP_MILLIS;
        }
        double weight = usualGapMillis / 1000.0;
        if (first || atMillis - firstMillis < WARM_UP_MILLIS) {
            return false;
        }
        double most = limit > 0 ? Math.max(limit + FILE_PAGES, resident) : Double.POSITIVE_INFINITY;
        for (int horizon = 0; horizon < forecasts.length; horizon++) {
            ContainerForecast forecast = forecasts[horizon];
            if (forecast != null) {
                double[] said = new double[Method.values().length];
                said[Method.HEADROOM.ordinal()] = forecast.p95Bytes();
                // All know the limit: nothing holds more for long.
                said[Method.VPA.ordinal()] = Math.min(most, vpa.bytes());
                said[Method.N_SIGMA.ordinal()] = Math.min(most, nSigma.bytes());
                said[Method.REQUEST.ordinal()] = request;
                pending.add(new Pending(atMillis, atMillis + forecast.horizonMillis(), scores[horizon], weight, said));
            }
        }
        return true;
    }
}
