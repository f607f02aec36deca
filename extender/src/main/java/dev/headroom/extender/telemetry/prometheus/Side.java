package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Who says something about a container. */
enum Side {
    /** The program itself. */
    PROGRAM(
            NameTable.ofProcesses(),
            Sample.Origin.PROMETHEUS,
            EnumSet.of(Signal.RESIDENT, Signal.HEAP_GOAL, Signal.COMMITTED_HEAP)),
    /** The kubelet, from the container's cgroup: the origin is the kernel's accounting, whoever brings it. */
    CONTAINER(NameTable.ofContainers(), Sample.Origin.KUBELET, EnumSet.of(Signal.WORKING_SET));

    private final NameTable known;
    private final Sample.Origin origin;
    private final Set<Signal> presence;

    Side(NameTable known, Sample.Origin origin, Set<Signal> presence) {
        this.known = known;
        this.origin = origin;
        this.presence = presence;
    }

    /** The names that are known by default. */
    NameTable known() {
        return known;
    }

    Sample.Origin origin() {
        return origin;
    }

    /** Signals of which each container has at least one: they tell that it is there, and since when. */
    Set<Signal> presence() {
        return presence;
    }

    /** What recorded series of this side begin with. */
    String recordedPrefix() {
        return "headroom:" + name().toLowerCase(Locale.ROOT) + ":";
    }

    /** The recorded time of the newest measurement, epoch seconds. */
    String recordedAt() {
        return recordedPrefix() + "at";
    }
}
