package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.CpuForecast;
import dev.headroom.api.MemoryForecast;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.MemoryModel;
import dev.headroom.predict.Placement;
import dev.headroom.predict.QosClass;
import dev.headroom.predict.QosResponseSettings;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContainerTableTest {

    private static final long T = MovableClock.START;

    private final Fleet fleet = new Fleet(MemoryModel::new);
    private final ContainerTable table =
            new ContainerTable(fleet, new QosWatch(QosResponseSettings.DEFAULTS, new SimpleMeterRegistry()));

    @Test
    @DisplayName("the containers of a pod add up: means, variances; the least sure one and the newest sample count")
    void sums() {
        PodRecord pod = pod(0, told("app", 0), told("proxy", 0));
        sample(pod, "app", said(T, 300));
        sample(pod, "proxy", accounted(T + 1_000, 40));
        Placement app = placement("app", T);
        Placement proxy = placement("proxy", T + 1_000);
        MemoryForecast sum = measured(pod);
        assertThat((double) sum.meanBytes()).isCloseTo(app.meanBytes() + proxy.meanBytes(), within(1.0));
        assertThat((double) sum.spreadBytes())
                .isCloseTo(Math.hypot(app.spreadBytes(), proxy.spreadBytes()), within(1.0));
        assertThat(sum.confidence()).isEqualTo(Math.min(app.confidence(), proxy.confidence()));
        assertThat(sum.sampledAtMillis()).isEqualTo(T + 1_000);
        pod.measured = sum;
        pod.info = pod.info.withForecast(sum);
        assertThat(pod.measuredBytes()).isEqualTo((300 + 40) * MIB);
    }

    @Test
    @DisplayName("the pod's limit bounds the sum: 300 and 200 MiB under 400 MiB are 400, give or take nothing")
    void podLimit() {
        PodRecord pod = pod(400, told("app", 0), told("proxy", 0));
        sample(pod, "app", said(T, 300));
        sample(pod, "proxy", said(T, 200));
        assertThat(measured(pod).meanBytes()).isEqualTo(400 * MIB);
        assertThat(measured(pod).spreadBytes()).isZero();
    }

    @Test
    @DisplayName("a sample without a container's name is of the first; the kubelet's of that name is of the same")
    void unnamed() {
        PodRecord pod = pod(0, told("app", 0), told("proxy", 0));
        sample(pod, "", said(T, 300));
        sample(pod, "app", accounted(T + 1_000, 290));
        assertThat(pod.measuredContainers).hasSize(1);
        assertThat(pod.measuredContainers.getFirst().name).isEqualTo("app");
        assertThat(pod.measuredContainers.getFirst().presentBytes()).isEqualTo(300 * MIB);
    }

    @Test
    @DisplayName("an init container that is gone soon, or one that nobody told of, is not a part of the plateau")
    void untold() {
        PodRecord pod = pod(0, told("app", 0));
        assertThat(table.sampled(pod, "migrate", accounted(T, 900))).isFalse();
        table.measure(pod);
        assertThat(pod.measured).isNull();
    }

    @Test
    @DisplayName("of a pod whose containers are not known 16 are believed and no 17th")
    void bounded() {
        PodRecord pod = pod(0);
        for (int i = 0; i < 16; i++) {
            sample(pod, "c" + i, accounted(T, 10));
        }
        assertThat(table.sampled(pod, "c16", accounted(T, 10))).isFalse();
    }

    @Test
    @DisplayName("a sample that is not newer than its source's last says nothing; another source's may be older")
    void late() {
        PodRecord pod = pod(0, told("app", 0));
        sample(pod, "app", said(T, 300));
        assertThat(table.sampled(pod, "app", said(T, 900))).isFalse();
        assertThat(table.sampled(pod, "app", said(T - 5_000, 900))).isFalse();
        sample(pod, "app", accounted(T - 5_000, 290));
        assertThat(pod.measuredContainers.getFirst().sampledAtMillis()).isEqualTo(T);
        assertThat(table.sampled(
                        pod, "app", Sample.at(T + 1, Sample.Origin.SCRAPE).build()))
                .isFalse();
    }

    @Test
    @DisplayName("a limit that falls in place bounds what was measured at once: 300 MiB under 200 MiB")
    void resized() {
        PodRecord pod = pod(0, told("app", 500));
        sample(pod, "app", said(T, 300));
        assertThat(measured(pod).meanBytes()).isGreaterThanOrEqualTo(300 * MIB);
        pod.containers = List.of(told("app", 200));
        table.respecified(pod);
        assertThat(measured(pod).meanBytes()).isEqualTo(200 * MIB);
    }

    @Test
    @DisplayName(
            "a Job's container of 300 MiB that ended counts no more once its sidecar of 40 MiB spoke for 2 min after it")
    void ended() {
        PodRecord pod = pod(0, told("app", 0), told("proxy", 0));
        sample(pod, "app", said(T - 5_000, 300));
        sample(pod, "app", said(T, 300));
        for (long at = T; at <= T + 120_000; at += 15_000) {
            sample(pod, "proxy", accounted(at, 40));
        }
        assertThat(measured(pod).meanBytes()).isGreaterThanOrEqualTo(340 * MIB);
        assertThat(pod.presentBytes()).isEqualTo(340 * MIB);
        sample(pod, "proxy", accounted(T + 120_001, 40));
        assertThat(measured(pod).meanBytes()).isLessThan(60 * MIB);
        assertThat(pod.presentBytes()).isEqualTo(40 * MIB);
        // Of the one that is left everything is expected, and its workload goes on to learn.
        assertThat(pod.aheadBytes()).isGreaterThanOrEqualTo(40 * MIB);
        // Begun anew.
        sample(pod, "app", said(T + 130_000, 200));
        assertThat(measured(pod).meanBytes()).isGreaterThanOrEqualTo(240 * MIB);
    }

    @Test
    @DisplayName("a container that is measured every 5 min has not ended after 15 min beside one of every 15 s")
    void seldom() {
        PodRecord pod = pod(0, told("app", 0), told("proxy", 0));
        sample(pod, "app", said(T, 300));
        sample(pod, "proxy", accounted(T + 900_000, 40));
        assertThat(measured(pod).meanBytes()).isGreaterThanOrEqualTo(340 * MIB);
        sample(pod, "app", said(T + 1_200_000, 300));
        sample(pod, "proxy", accounted(T + 2_100_000, 40));
        assertThat(measured(pod).meanBytes()).isGreaterThanOrEqualTo(340 * MIB);
        sample(pod, "proxy", accounted(T + 4_800_001, 40));
        assertThat(measured(pod).meanBytes()).isLessThan(60 * MIB);
    }

    @Test
    @DisplayName("a forecast that comes true is not corrected, though 400 MiB of page cache are in the working set")
    void pageCacheIsNoBias() {
        PodRecord pod = pod(0, told("app", 0));
        BiasWatch watch = new BiasWatch(0.1);
        for (long at = T; at <= T + 3 * 3_600_000; at += 15_000) {
            sample(
                    pod,
                    "app",
                    Sample.at(at, Sample.Origin.KUBELET)
                            .put(Signal.WORKING_SET, 1_000 * MIB)
                            .put(Signal.ANON, 600 * MIB)
                            .build());
            watch.see(pod, at);
        }
        assertThat(watch.factor()).isCloseTo(1, within(0.01));
    }

    @Test
    @DisplayName("CPU is known with the memory and forgotten with it: 500 milli")
    void cpu() {
        PodRecord pod = pod(0, told("app", 0));
        for (int i = 0; i < 2; i++) {
            sample(
                    pod,
                    "app",
                    Sample.at(T + 10_000L * i, Sample.Origin.SCRAPE)
                            .put(Signal.RESIDENT, 300 * MIB)
                            .put(Signal.PROCESS_CPU_SECONDS, 100 + 5 * i)
                            .build());
        }
        table.measure(pod);
        assertThat(pod.cpu).isEqualTo(CpuForecast.of(500, 0));
        table.forget(pod);
        assertThat(pod.cpu).isEqualTo(CpuForecast.UNKNOWN);
        assertThat(pod.measured).isNull();
    }

    @Test
    @DisplayName("what replicas peaked at is known by workload and container after they are gone: one of 300 MiB")
    void goneReplicas() {
        Workload web = new Workload("ns/Deployment/web");
        PodRecord pod = pod(0, told("app", 0));
        pod.workload = web;
        web.has(pod.containers);
        sample(pod, "app", said(T, 300));
        table.measure(pod);
        web.replicas.add(pod);
        table.gone(pod);
        web.refresh(fleet);
        // Bins of 5 %.
        assertThat((double) web.profile.usualPeakBytes()).isCloseTo(300.0 * MIB, within(0.05 * 300 * MIB));
        assertThat(fleet.placement("u/app", T)).isNull();
    }

    @Test
    @DisplayName("the past of a container is the workload's: 500 MiB two hours ago count more than 300 MiB now")
    void remembered() {
        Workload web = new Workload("ns/Deployment/web");
        PodRecord pod = pod(0, told("app", 0));
        pod.workload = web;
        web.has(pod.containers);
        List<StateEvent.ContainerRemembered.Peak> past = new ArrayList<>();
        for (long at = T - 7_200_000; at < T; at += 300_000) {
            past.add(new StateEvent.ContainerRemembered.Peak(at, 500.0 * MIB));
        }
        table.remembered(pod, web, new StateEvent.ContainerRemembered("u", "", past));
        table.remembered(pod, web, new StateEvent.ContainerRemembered("u", "migrate", past));
        sample(pod, "app", said(T, 300));
        assertThat((double) measured(pod).meanBytes()).isCloseTo(500.0 * MIB, within(0.05 * 500 * MIB));
        assertThat(placement("app", T).decidedBy()).isEqualTo(Placement.Basis.HISTORY);
        assertThat(fleet.usualPeakBytes("ns/Deployment/web/migrate", 0.9)).isZero();
    }

    private static PodRecord pod(long limitMib, PodContainer... containers) {
        PodRecord pod = new PodRecord(Events.info("u", "", 0, 10, limitMib));
        pod.containers = List.of(containers);
        return pod;
    }

    private static PodContainer told(String name, long limitMib) {
        return new PodContainer(
                name,
                new ContainerSpec(limitMib * MIB, 0, 0, 0, Double.NaN, ContainerSpec.NOT_SET, QosClass.BURSTABLE));
    }

    private void sample(PodRecord pod, String container, Sample sample) {
        assertThat(table.sampled(pod, container, sample)).isTrue();
        pod.sampledAtMillis = Math.max(pod.sampledAtMillis, sample.atMillis());
    }

    private MemoryForecast measured(PodRecord pod) {
        table.measure(pod);
        return Objects.requireNonNull(pod.measured);
    }

    /** The pod's first container goes by the pod's UID. */
    private Placement placement(String container, long atMillis) {
        String key = container.equals("app") ? "u" : "u/" + container;
        return Objects.requireNonNull(fleet.placement(key, atMillis));
    }

    private static Sample said(long atMillis, long residentMib) {
        return Sample.at(atMillis, Sample.Origin.SCRAPE)
                .put(Signal.RESIDENT, residentMib * MIB)
                .build();
    }

    private static Sample accounted(long atMillis, long workingSetMib) {
        return Sample.at(atMillis, Sample.Origin.KUBELET)
                .put(Signal.WORKING_SET, workingSetMib * MIB)
                .build();
    }
}
