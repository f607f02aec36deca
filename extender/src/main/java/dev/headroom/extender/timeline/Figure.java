package dev.headroom.extender.timeline;

/**
 * The newest that is known of one quantity, and from whom.
 *
 * @param value bytes, or a share of 1; 0 of a bound or a goal means that there is none
 * @param atMillis epoch milliseconds of the measurement; 0 if it was not measured but written down
 */
public record Figure(double value, Source source, long atMillis) {

    /** Who says it. */
    public enum Source {
        /** The program's own metrics end point. */
        SCRAPE,
        PROMETHEUS,
        /** The kubelet, from the kernel's account of the cgroup. */
        KUBELET,
        /** The pod's specification. */
        SPECIFICATION
    }
}
