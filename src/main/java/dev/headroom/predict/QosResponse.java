package dev.headroom.predict;

import dev.headroom.api.Problem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How pods of each QoS class answer memory pressure: how long from exceeding memory to termination, and how long from a
 * garbage collection until resident memory falls. Begins with the settings' constants; from their number of
 * observations on, what was observed takes their place. Not thread-safe.
 */
public final class QosResponse {

    /**
     * What to expect.
     *
     * @param meanSeconds {@link Double#NaN} if there is neither a constant nor enough observations
     * @param spreadSeconds standard deviation; NaN with the mean
     * @param observations how many there are, used or not
     * @param fitted whether they are used
     */
    public record Estimate(double meanSeconds, double spreadSeconds, long observations, boolean fitted) {}

    private final QosResponseSettings settings;
    private final Map<QosClass, QosResponseFit> terminations = fits();
    private final Map<QosClass, QosResponseFit> recoveries = fits();
    private long dropped;

    /**
     * A model that has observed nothing.
     *
     * @throws IllegalArgumentException if the settings are not valid
     */
    public QosResponse(QosResponseSettings settings) {
        List<Problem> problems = settings.validate();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.toString());
        }
        this.settings = settings;
    }

    /** A pod of that class was terminated so long after it had exceeded its memory. */
    public void terminated(QosClass qos, double seconds) {
        add(terminations, qos, seconds);
    }

    /** Resident memory of a pod of that class began to fall so long after a garbage collection. */
    public void recovered(QosClass qos, double seconds) {
        add(recoveries, qos, seconds);
    }

    /** From exceeding memory to termination. */
    public Estimate termination(QosClass qos) {
        QosResponseSettings.Delay constant = switch (qos) {
            case GUARANTEED -> settings.guaranteed();
            case BURSTABLE -> settings.burstable();
            case BEST_EFFORT -> settings.bestEffort();
        };
        return estimate(fit(terminations, qos), constant.meanSeconds(), constant.spreadSeconds());
    }

    /** From a garbage collection to falling resident memory; a constant is known of Burstable pods only. */
    public Estimate recovery(QosClass qos) {
        QosResponseFit fit = fit(recoveries, qos);
        QosResponseSettings.Delay constant = settings.burstableRecovery();
        return qos == QosClass.BURSTABLE
                ? estimate(fit, constant.meanSeconds(), constant.spreadSeconds())
                : estimate(fit, Double.NaN, Double.NaN);
    }

    /** Observations that no pod can make: below 0, above 10 min, or no number. */
    public long dropped() {
        return dropped;
    }

    private Estimate estimate(QosResponseFit fit, double mean, double spread) {
        return fit.count() >= settings.fewestObservations()
                ? new Estimate(fit.mean(), fit.deviation(), fit.count(), true)
                : new Estimate(mean, spread, fit.count(), false);
    }

    private void add(Map<QosClass, QosResponseFit> fits, QosClass qos, double seconds) {
        if (seconds >= 0 && seconds <= QosResponseSettings.LONGEST_SECONDS) {
            fit(fits, qos).add(seconds);
        } else {
            dropped++;
        }
    }

    private static QosResponseFit fit(Map<QosClass, QosResponseFit> fits, QosClass qos) {
        return fits.computeIfAbsent(qos, unknown -> new QosResponseFit());
    }

    private static Map<QosClass, QosResponseFit> fits() {
        return new EnumMap<>(QosClass.class);
    }
}
