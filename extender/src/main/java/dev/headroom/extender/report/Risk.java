package dev.headroom.extender.report;

import dev.headroom.predict.Flag;
import java.util.Set;

/** How badly something needs a look, the worst first. */
public enum Risk {
    /** The kernel is about to end it, or did. */
    AT_RISK("at risk"),
    /** It works, and something about it can be mended. */
    LOOK("worth a look"),
    WELL("well"),
    /** Too little is known. */
    UNKNOWN("not known");

    /** A forecast of a kill that is more likely than not. */
    static final double LIKELY = 0.5;

    private static final double NEAR_LIMIT = 0.9;
    private static final double MUCH_GC = 0.25;
    private static final double FULL = 0.85;
    private static final Set<Flag> DEADLY =
            Set.of(Flag.NEAR_LIMIT, Flag.SCRAPE_FAILED_NEAR_LIMIT, Flag.GOMEMLIMIT_ZERO);

    private final String words;

    Risk(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /**
     * Of a container.
     *
     * @param p95 bytes; NaN unknown
     * @param limit bytes; 0 for none
     * @param oom probability of a kill at the limit, by the newest forecast
     * @param highestOom by any forecast that was made
     * @param restarts that were seen
     */
    static Risk of(
            double p95, double limit, double oom, double highestOom, int restarts, double gcCpu, Set<Flag> flags) {
        if (Double.isNaN(p95)) {
            return UNKNOWN;
        }
        boolean deadly = flags.stream().anyMatch(DEADLY::contains);
        if (deadly || oom >= LIKELY || highestOom >= LIKELY && restarts > 0) {
            return AT_RISK;
        }
        boolean mendable = flags.stream().anyMatch(flag -> flag != Flag.WARMING_UP);
        boolean near = limit > 0 && p95 > limit * NEAR_LIMIT;
        return mendable || near || highestOom >= LIKELY || gcCpu >= MUCH_GC ? LOOK : WELL;
    }

    /** Of a node that is forecast to use this share of its allocatable memory; NaN if that is not known. */
    static Risk ofFill(double fill) {
        return Double.isNaN(fill) ? UNKNOWN : fill > 1 ? AT_RISK : fill > FULL ? LOOK : WELL;
    }

    Risk worse(Risk other) {
        return ordinal() <= other.ordinal() ? this : other;
    }
}
