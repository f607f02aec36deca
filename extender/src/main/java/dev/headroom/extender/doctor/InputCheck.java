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
                    "missing: nothing came yet, " + matched + lastFailure() + notes(),
                    "Ask it by hand; network policies and names of metrics are the usual causes");
        }
        String newest = "the newest is " + Amounts.age(nowMillis - input.newestMillis()) + " old";
        if (nowMillis - input.newestMillis() > MISSED_INTERVALS * input.intervalMillis()) {
            return Check.fail(
                    subject,
                    "stale: " + newest + ", expected is one every " + Amounts.age(input.intervalMillis()) + ", "
                            + matched + signals() + lastFailure() + notes(),
                    "Forecasts go on from old data and lose confidence; see what failed");
        }
        boolean enough = input.matched() >= ENOUGH * input.wanted();
        return new Check(
                enough ? Level.OK : Level.WARN,
                subject,
                "found: " + matched + ", " + newest + signals() + lastFailure() + notes(),
                enough ? "" : "The others are forecast from replicas, annotations and specifications");
    }

    /** With its age where a signal came no more when others did. */
    private String signals() {
        StringBuilder came = new StringBuilder();
        StringBuilder never = new StringBuilder();
        for (Diagnosis.Seen seen : input.signals()) {
            if (seen.atMillis() == 0) {
                never.append(never.isEmpty() ? "; never came " : ", ").append(seen.signal());
                continue;
            }
            came.append(came.isEmpty() ? "; " : ", ")
                    .append(seen.signal())
                    .append(" of ")
                    .append(seen.containers());
            if (input.newestMillis() - seen.atMillis() > MISSED_INTERVALS * input.intervalMillis()) {
                came.append(" (")
                        .append(Amounts.age(nowMillis - seen.atMillis()))
                        .append(" ago)");
            }
        }
        return came.append(never).toString();
    }

    private String notes() {
        return input.notes().isEmpty() ? "" : "; " + String.join("; ", input.notes());
    }

    private String lastFailure() {
        Diagnosis.Failure failure = input.failure();
        return failure == null
                ? ""
                : "; the last failure was " + Amounts.age(nowMillis - failure.atMillis()) + " ago: " + failure.asked()
                        + ": " + failure.problem();
    }
}
