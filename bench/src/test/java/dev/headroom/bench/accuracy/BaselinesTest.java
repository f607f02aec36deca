package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.QosClass;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import org.junit.jupiter.api.Test;

class BaselinesTest {

    private static final double MIB = 1 << 20;
    private static final Sample NOTHING = Sample.at(1, Sample.Origin.SCRAPE).build();

    @Test
    void lastAndHighestOfFiveMinutes() {
        Baseline last = RecentResident.last();
        Baseline highest = RecentResident.highest();
        assertThat(last.bytes(0)).isNaN();
        for (Baseline baseline : new Baseline[] {last, highest}) {
            baseline.observe(0, 90, NOTHING);
            baseline.observe(1_000, 50, NOTHING);
            baseline.observe(299_999, 40, NOTHING);
        }
        assertThat(last.bytes(300_000)).isEqualTo(40);
        assertThat(highest.bytes(300_000)).isEqualTo(90);
        // The 90 are 5 minutes old now.
        highest.observe(300_000, 30, NOTHING);
        assertThat(highest.bytes(300_000)).isEqualTo(50);
    }

    @Test
    void meanAndFiveStandardDeviations() {
        Baseline nSigma = RecentResident.nSigma();
        nSigma.observe(1, 80, NOTHING);
        nSigma.observe(2, 120, NOTHING);
        // Mean 100, deviation 20: 100 + 5 · 20.
        assertThat(nSigma.bytes(3)).isEqualTo(200);
    }

    @Test
    void aPercentileWithAMarginWhoseEntriesFade() {
        Baseline vpa = new DecayingHistogram();
        for (int i = 0; i < 9; i++) {
            vpa.observe(0, 100 * MIB, NOTHING);
        }
        vpa.observe(0, 200 * MIB, NOTHING);
        // 9 of 10 are 100 MiB: p90 is that, 100 · 1.15, buckets being 1 % wide.
        assertThat(vpa.bytes(0)).isCloseTo(115 * MIB, within(0.01 * 115 * MIB));
        // A day later one entry weighs 2: 9 of 12 = 0.75 are 100 MiB, so that p90 is 200 MiB.
        vpa.observe((long) DecayingHistogram.HALF_LIFE_MILLIS, 200 * MIB, NOTHING);
        assertThat(vpa.bytes(0)).isCloseTo(230 * MIB, within(0.01 * 230 * MIB));
    }

    @Test
    void theRuleTakesObjectsForLive() {
        ContainerSpec spec =
                new ContainerSpec((long) (512 * MIB), 0, 0, 0, 50, ContainerSpec.NOT_SET, QosClass.BURSTABLE);
        Baseline rule = new RuleBaseline(spec);
        rule.observe(1, 70 * MIB, NOTHING);
        assertThat(rule.bytes(1)).isEqualTo(70 * MIB);
        Sample.Builder heap = Sample.at(2, Sample.Origin.SCRAPE).put(Signal.HEAP_OBJECTS, 100 * MIB);
        rule.observe(2, 130 * MIB, heap.build());
        // GOGC 50 of the environment: 100 · 1.5.
        assertThat(rule.bytes(2)).isEqualTo(150 * MIB);
        // GOGC 400 as exported: 100 · 5 = 500 > 0.9 · 512, so it is killed at 512.
        rule.observe(3, 130 * MIB, heap.put(Signal.GOGC, 400).build());
        assertThat(rule.bytes(3)).isEqualTo(512 * MIB);
    }
}
