package dev.headroom.extender.report;

import dev.headroom.extender.decisions.Amounts;
import java.util.ArrayList;
import java.util.List;

/**
 * What to set for a container, from what was measured.
 *
 * <p>GOMEMLIMIT: 15/16 of the limit (480MiB for 512Mi), less where memory outside the Go runtime needs more than what
 * that leaves. Never less than 1.5 times the live heap plus what the runtime holds beside it, which is an effective GOGC
 * of 50: below that the collector's CPU grows fast. If both cannot be had, the limit is too low.
 *
 * <p>Memory request: p95 of what placement expects, so that the node that kube-scheduler finds has the room.
 */
final class Settings {

    static final String GOMEMLIMIT = "GOMEMLIMIT";

    private static final double MIB = 1 << 20;
    private static final double LIMIT_SHARE = 15.0 / 16;

    /** Of the limit, stays free beside what is outside of the runtime. */
    private static final double SPARE_SHARE = 0.02;

    private static final double LEAST_ROOM = 1.5;

    /** A GOMEMLIMIT from this share of the best one upwards is left alone. */
    private static final double GOOD_ENOUGH = 0.8;

    /** A request up to this multiple of what is needed is left alone. */
    private static final double NOT_TOO_LARGE = 1.3;

    /** Of a MiB: what sums of fractions are off by. */
    private static final double ROUNDING = 1e-6;

    private final Facts facts;
    private final List<Setting> settings = new ArrayList<>();

    private Settings(Facts facts) {
        this.facts = facts;
    }

    /** In the order in which to set them; empty if all is well or too little is known. */
    static List<Setting> of(Facts facts) {
        Settings settings = new Settings(facts);
        if (facts.limit() > 0 && !Double.isNaN(facts.live())) {
            settings.runtime();
        }
        settings.request();
        return List.copyOf(settings.settings);
    }

    private void runtime() {
        double limit = facts.limit();
        double least = LEAST_ROOM * facts.live() + known(facts.beside());
        if (best(limit) >= least) {
            goMemLimit(limit, best(limit), least);
            return;
        }
        double enough = Math.max(least / LIMIT_SHARE, (least + known(facts.outside())) / (1 - SPARE_SHARE)) + MIB;
        double newLimit = Math.ceil(enough / MIB) * MIB;
        settings.add(new Setting(
                "memory limit",
                kubernetes(newLimit),
                kubernetes(limit),
                "1.5 × " + Amounts.bytes(facts.live()) + " live heap + " + Amounts.bytes(known(facts.beside()))
                        + " beside it + " + Amounts.bytes(known(facts.outside()))
                        + " outside Go do not fit below the limit: it is too low"));
        goMemLimit(newLimit, best(newLimit), least);
    }

    /** The largest GOMEMLIMIT that leaves room for what is not the runtime's. */
    private double best(double limit) {
        double beside = Math.max(limit * (1 - LIMIT_SHARE), known(facts.outside()) + limit * SPARE_SHARE);
        return Math.floor((limit - beside) / MIB) * MIB;
    }

    private void goMemLimit(double limit, double best, double least) {
        double now = facts.goMemLimit();
        if (now >= Math.max(least, GOOD_ENOUGH * best) && now <= best) {
            return;
        }
        settings.add(new Setting(
                GOMEMLIMIT,
                Math.round(best / MIB) + "MiB",
                Double.isNaN(now) ? "not known" : Double.isInfinite(now) ? "not set" : go(now),
                Amounts.plain(100 * best / limit) + " % of " + kubernetes(limit)
                        + (known(facts.outside()) > 0
                                ? "; the rest is for " + Amounts.bytes(facts.outside()) + " outside Go and some spare"
                                : "; the rest is spare")));
    }

    private void request() {
        double needed = facts.placement();
        if (Double.isNaN(needed) || needed <= 0) {
            return;
        }
        double value = Math.ceil(needed / MIB - ROUNDING) * MIB;
        double now = known(facts.request());
        if (now >= needed && now <= NOT_TOO_LARGE * value) {
            return;
        }
        settings.add(new Setting(
                "memory request",
                kubernetes(value),
                now > 0 ? kubernetes(now) : "not set",
                "95 % of the time it needs at most that"
                        + (now > needed ? ": the rest keeps others off the node" : "")));
    }

    private static double known(double bytes) {
        return Double.isNaN(bytes) ? 0 : bytes;
    }

    private static String kubernetes(double bytes) {
        return bytes % MIB == 0 ? Math.round(bytes / MIB) + "Mi" : String.valueOf(Math.round(bytes));
    }

    private static String go(double bytes) {
        return bytes % MIB == 0 ? Math.round(bytes / MIB) + "MiB" : String.valueOf(Math.round(bytes));
    }
}
