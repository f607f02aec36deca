package dev.headroom.extender.doctor;

import dev.headroom.extender.decisions.Amounts;
import dev.headroom.extender.doctor.Check.Level;

/** Judges one source of measurements: found, missing or stale, and how much of what it should measure it does. */
record InputCheck(Diagnosis.Input input, long nowMillis) {

    private static final int MISSED_INTERVALS = 3;
    private static final double ENOUGH = 0.9;

    Check check() {
        String subject = "input " + input.name();
        if (input.wanted() == 0) {
            return Check.warn(
                    subject,
                    "nothing asks to be measured" + lastFailure(),
                    "Annotate pods with prometheus.io/scrape: \"true\", or configure a source that knows them");
        }
        String matched = input.matched() + " of " + input.wanted() + " matched";
        if (input.newestMillis() == 0) {
            return Check.fail(
                    subject,
                    "missing: nothing came yet, " + matched + lastFailure(),
                    "Ask it by hand; network policies and names of metrics are the usual causes");
        }
        String newest = "the newest is " + Amounts.age(nowMillis - input.newestMillis()) + " old";
        if (nowMillis - input.newestMillis() > MISSED_INTERVALS * input.intervalMillis()) {
            return Check.fail(
                    subject,
                    "stale: " + newest + ", expected is one every " + Amounts.age(input.intervalMillis()) + ", "
                            + matched + lastFailure(),
                    "Forecasts go on from old data and lose confidence; see what failed");
        }
        boolean enough = input.matched() >= ENOUGH * input.wanted();
        return new Check(
                enough ? Level.OK : Level.WARN,
                subject,
                "found: " + matched + ", " + newest + lastFailure(),
                enough ? "" : "The others are forecast from replicas, annotations and specifications");
    }

    private String lastFailure() {
        Diagnosis.Failure failure = input.failure();
        return failure == null
                ? ""
                : "; the last failure was " + Amounts.age(nowMillis - failure.atMillis()) + " ago: " + failure.asked()
                        + ": " + failure.problem();
    }
}
