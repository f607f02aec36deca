package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class CollectorErrorsTest {

    private static final Program PROGRAM = Synthetic.program("a", 0, Synthetic.truth(200, second -> 100));

    private static Moment moment(long second, double goal, double gcCpu, Moment.Exported exported) {
        return new Moment(Synthetic.second(second), true, Map.of(), 0, goal, gcCpu, exported);
    }

    @Test
    void theGoalIsHeldAgainstTheOneExportedAMinuteLater() {
        Watched watched = Synthetic.watched(
                PROGRAM,
                moment(60, 90, Double.NaN, new Moment.Exported(80, 0, 0)),
                moment(65, Double.NaN, Double.NaN, new Moment.Exported(80, 0, 0)),
                moment(120, 1, Double.NaN, new Moment.Exported(100, 0, 0)),
                moment(125, 1, Double.NaN, new Moment.Exported(100, 0, 0)));
        Mean error = CollectorErrors.heapGoal(watched, Window.STANDARD);
        // |90 − 100| / 100; that of second 65 said that it does not know; 120 and 125 have nothing after them.
        assertThat(error.value()).isCloseTo(0.10, within(1e-9));
        assertThat(error.count()).isEqualTo(1);
        assertThat(error.unknown()).isEqualTo(1);
    }

    @Test
    void aProgramWithoutAGoalHasNothingToBeWrongAbout() {
        Watched watched = Synthetic.watched(
                PROGRAM,
                moment(60, 90, 0, Moment.Exported.NOTHING),
                moment(120, 1, 0, new Moment.Exported(Double.POSITIVE_INFINITY, Double.NaN, Double.NaN)));
        assertThat(CollectorErrors.heapGoal(watched, Window.STANDARD).count()).isZero();
        assertThat(CollectorErrors.gcCpuPoints(watched, Window.STANDARD).count())
                .isZero();
    }

    @Test
    void theCollectorsShareIsWhatItTookOfTheNextMinute() {
        Watched watched = Synthetic.watched(
                PROGRAM,
                moment(60, 1, 0.20, new Moment.Exported(1, 10, 100)),
                moment(120, 1, 0, new Moment.Exported(1, 16, 140)));
        // (16 − 10) / (140 − 100) = 15 %; 20 % were forecast.
        assertThat(CollectorErrors.gcCpuPoints(watched, Window.STANDARD).value())
                .isCloseTo(5, within(1e-9));
    }

    @Test
    void programsWeighTheSameHoweverLongTheyRan() {
        List<Mean> programs = List.of(new Mean(0.1, 100, 0), new Mean(0.3, 1, 0), new Mean(Double.NaN, 0, 9));
        Mean over = CollectorErrors.overPrograms(programs);
        assertThat(over.value()).isCloseTo(0.2, within(1e-9));
        assertThat(over.count()).isEqualTo(2);
        assertThat(Mean.of(DoubleStream.empty()).value()).isNaN();
    }
}
