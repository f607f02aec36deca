package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A horizon of 60 s, a look every 5 s. */
class TrackTest {

    private static final long START = 1_700_000_000_000L;
    private static final long HORIZON = 60_000;
    private static final double UNKNOWN = Double.NaN;

    private final Residuals residuals = new Residuals(Residuals.prior(0, 1, 0, 1), 3, 900);
    private final Track track = new Track(HORIZON, residuals);
    private final RecentPeaks peaks = new RecentPeaks();
    private final Bursts bursts = new Bursts();
    private int now;

    /** Their priors: stays 0.2, repeats 0.2, fills 1, grows 8, rises 1, recurs 0.5. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            before anything was seen growth counts most: of 10.9 | 100 | 100 | 100 | 100 | 100 | 100 | 0.0183 | 0.0183 | 0.0917 | 0.7339 | 0.0917 | 0.0459
            without a runtime, nothing alike: 0.2 + 0.2 + 1      | 100 | 100 |     |     | 100 |     | 0.1429 | 0.1429 | 0 | 0 | 0.7143 | 0
            one alone has everything                             |     |     |     |     | 100 |     | 0 | 0 | 0 | 0 | 1 | 0
            """)
    void shares_begin_with_the_priors_of_those_who_say_something(
            String name,
            Double stays,
            Double repeats,
            Double fills,
            Double grows,
            Double rises,
            Double recurs,
            double ofStays,
            double ofRepeats,
            double ofFills,
            double ofGrows,
            double ofRises,
            double ofRecurs) {
        double[] shares = track.shares(values(stays, repeats, fills, grows, rises, recurs));
        assertThat(shares)
                .containsExactly(new double[] {ofStays, ofRepeats, ofFills, ofGrows, ofRises, ofRecurs}, within(1e-4));
    }

    @Test
    void together_they_say_the_mean_by_their_shares() {
        // 100 · (0.2 + 0.2 + 1 + 1) / 10.4 + 200 · 8 / 10.4
        assertThat(track.together(new double[] {100, 100, 100, 200, 100, UNKNOWN}))
                .isCloseTo(176.92, within(0.01));
        assertThat(track.together(new double[] {UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN}))
                .isZero();
    }

    @Test
    void shares_follow_errors() {
        // Nothing grows: the expert who says 130 is off by ln 1.3 = 0.26 each time.
        watch(60, 100, new double[] {100, 100, 100, 130, 100, UNKNOWN});
        double[] flat = track.shares(new double[] {100, 100, 100, 130, 100, UNKNOWN});
        assertThat(flat[Expert.GROWS.ordinal()]).isLessThan(0.001);
        assertThat(track.together(new double[] {100, 100, 100, 130, 100, UNKNOWN}))
                .isCloseTo(100, within(0.1));

        // Then what stays is off as far and growth is right.
        watch(120, 130, new double[] {100, 100, 100, 130, 100, UNKNOWN});
        double[] moving = track.shares(new double[] {100, 100, 100, 130, 100, UNKNOWN});
        assertThat(moving[Expert.GROWS.ordinal()]).isGreaterThan(0.99);
    }

    @Test
    void an_expert_who_was_silent_is_taken_for_middling() {
        watch(60, 100, new double[] {100, 100, UNKNOWN, UNKNOWN, 120, UNKNOWN});
        double[] shares = track.shares(new double[] {100, 100, 100, 100, 100, UNKNOWN});
        // Those who were right lead, who was silent counts with an error of 0.03, who was wrong by ln 1.2 = 0.18 is
        // out.
        double silent = shares[Expert.GROWS.ordinal()] / Expert.GROWS.prior;
        assertThat(silent).isLessThan(shares[Expert.STAYS.ordinal()] / Expert.STAYS.prior);
        assertThat(silent).isGreaterThan(shares[Expert.RISES.ordinal()] / Expert.RISES.prior);
    }

    @Test
    void a_forecast_waits_until_its_window_has_passed() {
        peaks.add(at(0), 100);
        track.remember(at(0), all(100), 100, 0.1);
        for (int s = 5; s <= 55; s += 5) {
            peaks.add(at(s), 150);
            track.settle(at(s), peaks, bursts);
            assertThat(residuals.observed()).isZero();
        }
        peaks.add(at(60), 150);
        track.settle(at(60), peaks, bursts);
        // of a window of 60 s that is remembered every 4.5 s each counts for 0.075
        assertThat(residuals.observed()).isCloseTo(0.075, within(1e-6));
        // ln(150 / 100) / 0.1 = 4.05 of the errors that were to be expected
        assertThat(residuals.exceeding(3) - normalBeyond(3)).isPositive();
    }

    @Test
    void a_window_in_which_nothing_was_seen_teaches_nothing() {
        peaks.add(at(0), 100);
        track.remember(at(0), all(100), 100, 0.1);
        track.settle(at(90), peaks, bursts);
        assertThat(residuals.observed()).isZero();
    }

    @ParameterizedTest(name = "together they said {0} MB")
    @CsvSource(delimiter = '|', textBlock = """
            100 | 0
            190 | 0.075
            """)
    void a_burst_that_nobody_foresaw_is_no_error_of_the_usual_kind(double said, double observed) {
        for (int s = 0; s <= 20; s += 5) {
            bursts.see(at(s), (s == 20 ? 200 : 100) * 1e6, 100e6);
            peaks.add(at(s), (s == 20 ? 200 : 100) * 1e6);
        }
        track.remember(at(0), all(said * 1e6), said * 1e6, 0.1);
        track.settle(at(60), peaks, bursts);
        assertThat(residuals.observed()).isCloseTo(observed, within(1e-6));
    }

    @Test
    void who_foresaw_a_burst_is_believed_more_than_who_did_not() {
        double[] values = {100e6, 100e6, 100e6, 100e6, 100e6, 200e6};
        for (int s = 0; s <= 20; s += 5) {
            bursts.see(at(s), (s == 20 ? 200 : 100) * 1e6, 100e6);
            peaks.add(at(s), (s == 20 ? 200 : 100) * 1e6);
        }
        double before = track.shares(values)[Expert.RECURS.ordinal()];
        track.remember(at(0), values, 105e6, 0.1);
        track.settle(at(60), peaks, bursts);
        assertThat(track.shares(values)[Expert.RECURS.ordinal()]).isGreaterThan(before * 2);
    }

    @Test
    void quiet_is_what_those_say_who_expect_nothing_again() {
        // 100 · 10.2 / 10.2: neither the 300 that repeat nor the 200 that recur count.
        assertThat(track.quiet(new double[] {100, 300, 100, 100, 100, 200})).isCloseTo(100, within(1e-9));
    }

    @Test
    void what_waits_is_forgotten_at_a_restart() {
        peaks.add(at(0), 100);
        track.remember(at(0), all(100), 100, 0.1);
        track.forgetPending();
        peaks.add(at(60), 20);
        track.settle(at(60), peaks, bursts);
        assertThat(residuals.observed()).isZero();
    }

    /** Times are kept modulo 2^32 ms = 49.7 days: a forecast must neither wait again nor block those that follow. */
    @ParameterizedTest(name = "silent for {0} days")
    @ValueSource(ints = {1, 24, 25, 30, 49, 365})
    void after_a_long_silence_it_begins_anew(int days) {
        peaks.add(at(0), 100);
        track.remember(at(0), all(100), 100, 0.1);
        int later = days * 86_400;
        track.settle(at(later), peaks, bursts);
        assertThat(residuals.observed()).isZero();
        for (int s = later; s <= later + 60; s += 5) {
            peaks.add(at(s), 100);
            track.settle(at(s), peaks, bursts);
            track.remember(at(s), all(100), 100, 0.1);
        }
        assertThat(residuals.observed()).isCloseTo(0.075, within(1e-6));
    }

    @Test
    void looks_closer_than_the_spacing_are_one_forecast() {
        for (int s = 0; s <= 120; s++) {
            peaks.add(at(s), 100);
            track.settle(at(s), peaks, bursts);
            track.remember(at(s), all(100), 100, 0.1);
        }
        // one is kept every 5 s (the first second beyond 4.5), those made from 0 s to 60 s have passed: 13 · 0.075,
        // faded by less than 5 %
        assertThat(residuals.observed()).isBetween(13 * 0.075 * 0.95, 13 * 0.075);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing moves: 1 %                               | 100 | 100 | 100 | 0.01
            growth by a tenth: 0.01 + 0.25 · ln 1.1          | 100 | 110 | 110 | 0.0338
            doubling: 0.01 + 0.25 · ln 2                     | 100 | 200 | 200 | 0.1833
            halving is as far: 0.01 + 0.25 · ln 2            | 200 | 100 | 100 | 0.1833
            a double that was there before: 0.01 + 0.07 · ln 2 | 100 | 100 | 200 | 0.0585
            """)
    void the_error_to_be_expected_grows_with_what_is_foretold(
            String name, double present, double quiet, double together, double scale) {
        assertThat(Track.scale(present, quiet, together)).isCloseTo(scale, within(1e-4));
    }

    /** Sees the same truth so many times, 5 s apart, while the experts say the same. */
    private void watch(int times, double truth, double[] values) {
        for (int i = 0; i < times; i++, now += 5) {
            peaks.add(at(now), truth);
            track.settle(at(now), peaks, bursts);
            track.remember(at(now), values, track.together(values), 0.1);
        }
    }

    private static double normalBeyond(double z) {
        return new Residuals(Residuals.prior(0, 1, 0, 1), 3, 900).exceeding(z);
    }

    private static double[] all(double value) {
        return new double[] {value, value, value, value, value, UNKNOWN};
    }

    private static double[] values(Double... said) {
        double[] values = new double[said.length];
        for (int i = 0; i < said.length; i++) {
            values[i] = said[i] == null ? UNKNOWN : said[i];
        }
        return values;
    }

    private static long at(int seconds) {
        return START + seconds * 1000L;
    }
}
