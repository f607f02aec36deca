package dev.headroom.config;

import static dev.headroom.config.Setting.optional;

import dev.headroom.predict.FeedbackSettings;
import java.time.Duration;

/** Keys of {@code feedback}, and what they say. */
final class FeedbackReader {

    private static final FeedbackSettings DEFAULTS = FeedbackSettings.DEFAULTS;

    private static final Setting<Double> GAIN = optional(
            "gain", new Decimal(0.01, 0.5), DEFAULTS.gain(), "Share of the difference that a step takes over.");
    private static final Setting<Double> SENSITIVITY = optional(
            "sensitivity",
            new Decimal(0.75, 0.92),
            DEFAULTS.sensitivity(),
            "Share of the corrected memory up to which the threshold goes; give plugins the same.");
    private static final Setting<Integer> WINDOW = optional(
            "window", WholeNumber.ints(3, 12), DEFAULTS.window(), "Of how many observations the median is taken.");
    private static final Setting<Duration> PERIOD = optional(
            "period",
            new Span(Duration.ofSeconds(5), Duration.ofMinutes(5)),
            Duration.ofMillis(DEFAULTS.periodMillis()),
            "Shortest time between two steps.");
    private static final Setting<Duration> FORGET = optional(
            "forget",
            new Span(Duration.ofSeconds(5), Duration.ofDays(7)),
            Duration.ofMillis(DEFAULTS.forgetMillis()),
            "Age of the last observation from which allocatable counts again; at least the period.");
    private static final Setting<Long> EVICTION_THRESHOLD = optional(
            "evictionThresholdBytes",
            WholeNumber.longs(0, 1L << 40),
            DEFAULTS.evictionThresholdBytes(),
            "Free memory at which the kubelet evicts (memory.available), in bytes.");

    private static final Setting<Double> LARGEST_BIAS = optional(
            "largestBias",
            new Decimal(0, 0.1),
            DEFAULTS.largestBias(),
            "The furthest that a workload's forecasts are corrected by what came of them, as a share; 0 for not at all.");

    static final Group FEEDBACK = Group.of(
            "feedback",
            "How measurements correct what a node's pods can have, and what is forecast of a workload.",
            GAIN,
            SENSITIVITY,
            WINDOW,
            PERIOD,
            FORGET,
            EVICTION_THRESHOLD,
            LARGEST_BIAS);

    private FeedbackReader() {}

    static FeedbackSettings read(Section section, Problems problems) {
        Duration period = section.get(PERIOD);
        Duration forget = section.get(FORGET);
        if (forget.compareTo(period) < 0) {
            problems.add(
                    section.at("forget"),
                    FORGET.type().write(forget),
                    "at least the period, " + PERIOD.type().write(period));
        }
        return new FeedbackSettings(
                section.get(GAIN),
                section.get(SENSITIVITY),
                section.get(WINDOW),
                period.toMillis(),
                forget.toMillis(),
                section.get(EVICTION_THRESHOLD),
                section.get(LARGEST_BIAS));
    }
}
