package dev.headroom.config;

import static dev.headroom.config.Setting.optional;

import dev.headroom.predict.QosResponseSettings;
import dev.headroom.predict.QosResponseSettings.Delay;

/** Keys of {@code qosResponse}, and what they say. */
final class QosResponseReader {

    private static final QosResponseSettings DEFAULTS = QosResponseSettings.DEFAULTS;
    private static final Decimal MEAN = new Decimal(0.1, 600);
    private static final Decimal SPREAD = new Decimal(0, 600);

    private static final Setting<Double> GUARANTEED = optional(
            "guaranteedSeconds",
            MEAN,
            DEFAULTS.guaranteed().meanSeconds(),
            "Seconds that Guaranteed pods take from exceeding their memory to termination.");
    private static final Setting<Double> GUARANTEED_SPREAD = optional(
            "guaranteedSpreadSeconds",
            SPREAD,
            DEFAULTS.guaranteed().spreadSeconds(),
            "Standard deviation of that, in seconds.");
    private static final Setting<Double> BURSTABLE = optional(
            "burstableSeconds",
            MEAN,
            DEFAULTS.burstable().meanSeconds(),
            "Seconds that Burstable pods take from exceeding their memory to termination.");
    private static final Setting<Double> BURSTABLE_SPREAD = optional(
            "burstableSpreadSeconds",
            SPREAD,
            DEFAULTS.burstable().spreadSeconds(),
            "Standard deviation of that, in seconds.");
    private static final Setting<Double> BEST_EFFORT = optional(
            "bestEffortSeconds",
            MEAN,
            DEFAULTS.bestEffort().meanSeconds(),
            "Seconds that BestEffort pods take from exceeding their memory to termination.");
    private static final Setting<Double> BEST_EFFORT_SPREAD = optional(
            "bestEffortSpreadSeconds",
            SPREAD,
            DEFAULTS.bestEffort().spreadSeconds(),
            "Standard deviation of that, in seconds.");
    private static final Setting<Double> BURSTABLE_RECOVERY = optional(
            "burstableRecoverySeconds",
            MEAN,
            DEFAULTS.burstableRecovery().meanSeconds(),
            "Seconds that Burstable pods take from a garbage collection to falling resident memory.");
    private static final Setting<Double> BURSTABLE_RECOVERY_SPREAD = optional(
            "burstableRecoverySpreadSeconds",
            SPREAD,
            DEFAULTS.burstableRecovery().spreadSeconds(),
            "Standard deviation of that, in seconds.");
    private static final Setting<Integer> FEWEST = optional(
            "fewestObservations",
            WholeNumber.ints(2, 100_000),
            DEFAULTS.fewestObservations(),
            "From how many observations on they replace these figures.");

    static final Group QOS_RESPONSE = Group.of(
            "qosResponse",
            "How pods of each QoS class answer memory pressure, until enough of it was observed.",
            GUARANTEED,
            GUARANTEED_SPREAD,
            BURSTABLE,
            BURSTABLE_SPREAD,
            BEST_EFFORT,
            BEST_EFFORT_SPREAD,
            BURSTABLE_RECOVERY,
            BURSTABLE_RECOVERY_SPREAD,
            FEWEST);

    private QosResponseReader() {}

    static QosResponseSettings read(Section section) {
        return new QosResponseSettings(
                new Delay(section.get(GUARANTEED), section.get(GUARANTEED_SPREAD)),
                new Delay(section.get(BURSTABLE), section.get(BURSTABLE_SPREAD)),
                new Delay(section.get(BEST_EFFORT), section.get(BEST_EFFORT_SPREAD)),
                new Delay(section.get(BURSTABLE_RECOVERY), section.get(BURSTABLE_RECOVERY_SPREAD)),
                section.get(FEWEST));
    }
}
