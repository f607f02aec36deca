package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.QosClass;
import dev.headroom.predict.QosResponseSettings;
import dev.headroom.predict.QosResponseSettings.Delay;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A limit of 100 MiB, a look every 5 s; two observations are enough. */
class QosWatchTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final QosWatch watch = new QosWatch(
            new QosResponseSettings(
                    new Delay(1.2, 0.3), new Delay(4.7, 1.1), new Delay(0.8, 0.2), new Delay(8.9, 2.4), 2),
            registry);
    private long now = MovableClock.START;
    private double started = MovableClock.START / 1000.0 - 600;

    @Test
    @DisplayName("until there are observations the configured figures are shown, with a count of 0")
    void begins() {
        assertThat(seconds("termination", "guaranteed")).isEqualTo(1.2);
        assertThat(seconds("termination", "best_effort")).isEqualTo(0.8);
        assertThat(seconds("recovery", "burstable")).isEqualTo(8.9);
        assertThat(observations("termination", "burstable")).isZero();
    }

    @Test
    @DisplayName("from the first look at the limit to the start of the next process: 7 s and 9 s are 8 s")
    void terminates() {
        ContainerRecord container = container(QosClass.BURSTABLE);
        for (double seconds : new double[] {7, 9}) {
            look(container, 80, 0);
            look(container, 96, 0);
            double atLimit = now / 1000.0;
            look(container, 99, 0);
            started = atLimit + seconds;
            look(container, 30, 0);
        }
        assertThat(observations("termination", "burstable")).isEqualTo(2);
        assertThat(seconds("termination", "burstable")).isCloseTo(8, within(1e-3));
        assertThat(seconds("termination", "guaranteed")).isEqualTo(1.2);
    }

    @Test
    @DisplayName("a kill that the kernel counts is one, too; a restart far from the limit is none")
    void kills() {
        ContainerRecord container = container(QosClass.GUARANTEED);
        look(container, 80, 0);
        started = now / 1000.0;
        look(container, 80, 0);
        assertThat(observations("termination", "guaranteed")).isZero();
        ContainerRecord other = container(QosClass.GUARANTEED);
        look(other, 97, 0);
        account(other, 97, 0);
        account(other, 97, 1);
        assertThat(observations("termination", "guaranteed")).isEqualTo(1);
    }

    @Test
    @DisplayName("from the look that shows a collection to the one that shows a fall: 10 s and 20 s are 15 s")
    void recovers() {
        ContainerRecord container = container(QosClass.BURSTABLE);
        look(container, 80, 1);
        look(container, 85, 2);
        look(container, 85, 2);
        look(container, 75, 2);
        look(container, 75, 3);
        look(container, 76, 4);
        look(container, 76, 5);
        look(container, 76, 5);
        look(container, 72, 5);
        assertThat(observations("recovery", "burstable")).isEqualTo(2);
        assertThat(seconds("recovery", "burstable")).isCloseTo(15, within(1e-9));
    }

    private ContainerRecord container(QosClass qos) {
        return new ContainerRecord(
                "app", "u", new ContainerSpec(100 * MIB, 0, 0, 0, Double.NaN, ContainerSpec.NOT_SET, qos));
    }

    private void look(ContainerRecord container, long residentMib, int cycles) {
        now += 5_000;
        Sample sample = Sample.at(now, Sample.Origin.SCRAPE)
                .put(Signal.RESIDENT, residentMib * MIB)
                .put(Signal.GC_CYCLES, cycles)
                .put(Signal.START_TIME_SECONDS, started)
                .build();
        container.see(sample);
        watch.see(container, sample);
    }

    private void account(ContainerRecord container, long workingSetMib, int kills) {
        now += 5_000;
        Sample sample = Sample.at(now, Sample.Origin.KUBELET)
                .put(Signal.WORKING_SET, workingSetMib * MIB)
                .put(Signal.OOM_KILLS, kills)
                .build();
        container.see(sample);
        watch.see(container, sample);
    }

    private double seconds(String phase, String qos) {
        return gauge("seconds", phase, qos);
    }

    private double observations(String phase, String qos) {
        return gauge("observations", phase, qos);
    }

    private double gauge(String figure, String phase, String qos) {
        return registry.get("headroom.qos.response." + figure)
                .tag("phase", phase)
                .tag("qos", qos)
                .gauge()
                .value();
    }
}
