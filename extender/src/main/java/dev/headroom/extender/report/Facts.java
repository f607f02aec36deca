package dev.headroom.extender.report;

/**
 * What sizes are set by: bytes, {@link Double#NaN} where a figure is not known. Of a workload each is the largest among
 * its replicas.
 *
 * @param live heap that stays alive
 * @param beside held by the Go runtime beside its heap: stacks, metadata
 * @param outside resident and not the Go runtime's: cgo, mmap, tmpfs
 * @param goMemLimit GOMEMLIMIT as the runtime or the environment says; infinite for none
 * @param limit memory limit; 0 for none
 * @param request memory request; 0 for none
 * @param placement p95 of what placement expects
 */
record Facts(
        double live, double beside, double outside, double goMemLimit, double limit, double request, double placement) {

    static final Facts NOTHING =
            new Facts(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** The larger of each figure, the one known where only one is. */
    Facts max(Facts other) {
        return new Facts(
                larger(live, other.live),
                larger(beside, other.beside),
                larger(outside, other.outside),
                larger(goMemLimit, other.goMemLimit),
                larger(limit, other.limit),
                larger(request, other.request),
                larger(placement, other.placement));
    }

    static double larger(double one, double other) {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other);
    }
}
