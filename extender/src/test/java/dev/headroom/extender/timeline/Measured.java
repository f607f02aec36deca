package dev.headroom.extender.timeline;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.state.MeasuredContainer;
import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Flag;
import dev.headroom.predict.Placement;
import dev.headroom.predict.QosClass;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import dev.headroom.testkit.PodBuilder;
import java.util.List;
import java.util.Set;

/** Containers as the state's writer tells of them, with a forecast that a test wrote down. */
public final class Measured {

    public static final long MIB = 1L << 20;

    private Measured() {}

    public static PodInfo pod(String name, String workload) {
        return PodBuilder.aPod()
                .named(name)
                .inNamespace("shop")
                .ofWorkload(workload)
                .build();
    }

    /** p50 is 10 % above what is resident, p95 20 %, p5 10 % below; the limit is 1000 MiB. */
    public static MeasuredContainer container(PodInfo pod, long residentMib, long atMillis, Flag... flags) {
        ContainerForecast forecast = new ContainerForecast(
                atMillis,
                60_000,
                residentMib * MIB * 90 / 100,
                residentMib * MIB * 110 / 100,
                residentMib * MIB * 120 / 100,
                residentMib * MIB * 130 / 100,
                400.0 * MIB,
                0.05,
                0.5,
                residentMib >= 800 ? 0.9 : 0.01,
                0.9,
                0,
                Set.of(flags),
                List.of(
                        new Quantity("resident now", residentMib * MIB, Unit.BYTES),
                        new Quantity("resident memory rises", residentMib * MIB / 10.0, Unit.BYTES)));
        return new MeasuredContainer(
                pod,
                "node-1",
                "app",
                new ContainerSpec(1000 * MIB, 0, 0, 0, Double.NaN, ContainerSpec.NOT_SET, QosClass.BURSTABLE),
                new Placement(residentMib * 1.1 * MIB, 0, 0.9, Placement.Basis.FORECAST, 0.05),
                horizon -> forecast);
    }

    public static Sample said(long atMillis, long residentMib) {
        return Sample.at(atMillis, Sample.Origin.SCRAPE)
                .put(Signal.RESIDENT, residentMib * MIB)
                .put(Signal.HEAP_GOAL, 400 * MIB)
                .build();
    }

    /** Waits as long as {@code waitedSeconds} in all. */
    public static Sample accounted(long atMillis, long usageMib, double waitedSeconds) {
        return Sample.at(atMillis, Sample.Origin.KUBELET)
                .put(Signal.USAGE, usageMib * MIB)
                .put(Signal.CGROUP_MAX, 900 * MIB)
                .put(Signal.CGROUP_HIGH, Double.POSITIVE_INFINITY)
                .put(Signal.CGROUP_LOW, 0)
                .put(Signal.PRESSURE_SOME_SECONDS, waitedSeconds)
                .build();
    }

    /** Tells of a scrape that found this. */
    public static void tell(Timelines timelines, PodInfo pod, long atMillis, long residentMib, Flag... flags) {
        timelines.measured(container(pod, residentMib, atMillis, flags), said(atMillis, residentMib));
    }
}
