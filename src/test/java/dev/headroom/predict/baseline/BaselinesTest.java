package dev.headroom.predict.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BaselinesTest {

    private static final double MIB = 1 << 20;

    @Test
    @DisplayName("N-sigma is the mean and five standard deviations of the last five minutes")
    void nSigma() {
        NSigmaBaseline nSigma = new NSigmaBaseline();
        assertThat(nSigma.bytes()).isNaN();
        nSigma.observe(0, 80);
        nSigma.observe(1, 120);
        // Mean 100, deviation 20: 100 + 5 · 20.
        assertThat(nSigma.bytes()).isEqualTo(200);
        // The 80 are 5 minutes old now, the 120 a millisecond less: mean 110, deviation 10.
        nSigma.observe(300_000, 100);
        assertThat(nSigma.bytes()).isEqualTo(160);
        nSigma.observe(900_000, 7);
        assertThat(nSigma.bytes()).isEqualTo(7);
    }

    @Test
    @DisplayName("VPA is p90 · 1.15 of entries that fade")
    void vpa() {
        VpaBaseline vpa = new VpaBaseline();
        assertThat(vpa.bytes()).isNaN();
        for (int i = 0; i < 9; i++) {
            vpa.observe(0, 100 * MIB);
        }
        vpa.observe(0, 200 * MIB);
        // 9 of 10 are 100 MiB: p90 is that, · 1.15; a bucket is 1 % wide.
        assertThat(vpa.bytes()).isCloseTo(115 * MIB, within(1.15 * MIB));
        // A day later one entry weighs 2: 9 of 12 = 0.75 are 100 MiB, so that p90 is 200 MiB.
        vpa.observe((long) VpaBaseline.HALF_LIFE_MILLIS, 200 * MIB);
        assertThat(vpa.bytes()).isCloseTo(230 * MIB, within(2.3 * MIB));
    }

    @Test
    @DisplayName("after a year only what is new counts, and numbers are still numbers")
    void fades() {
        VpaBaseline vpa = new VpaBaseline();
        vpa.observe(0, 400 * MIB);
        for (int day = 1; day <= 400; day++) {
            vpa.observe((long) (day * VpaBaseline.HALF_LIFE_MILLIS), 100 * MIB);
        }
        assertThat(vpa.bytes()).isCloseTo(115 * MIB, within(1.15 * MIB));
    }
}
