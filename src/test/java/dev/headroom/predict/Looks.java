package dev.headroom.predict;

/** Looks at a container, in MiB. */
final class Looks {

    static final double MIB = 1 << 20;

    private Looks() {}

    static Sample resident(long at, double mib) {
        return Sample.at(at, Sample.Origin.SCRAPE)
                .put(Signal.RESIDENT, mib * MIB)
                .build();
    }

    static Sample.Builder account(long at, double anon, double usage) {
        return Sample.at(at, Sample.Origin.KUBELET)
                .put(Signal.ANON, anon * MIB)
                .put(Signal.USAGE, usage * MIB)
                .put(Signal.WORKING_SET, usage * MIB);
    }
}
