package dev.headroom.predict;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeOomModel;
import dev.headroom.api.PodInfo;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether a node with one real program on it is near certain to overflow: it has 340 MiB and another pod of 100 MiB is to
 * come. A look every 5 s.
 */
class FallenProgramTest {

    private static final int FALLS_AT = 300;
    private static final double NEAR_CERTAIN = 0.95;

    private final Fleet fleet = new Fleet(MemoryModel::new);
    private final NodeOomModel model = new NodeOomModel(0.3);

    /** 15 MiB live, so 30 of heap; and 255 MiB beside it, which it gives back at 300 s: 290 to 300, then about 45. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a pod by itself                                       | ''
            a replica whose workload was always that large        | ns/Deployment/web/app
            """)
    void what_lets_go_of_its_memory_is_not_near_certain_to_have_it(String name, String workload) {
        GoProgram program = GoProgram.allocating(20, age -> 15).outside(age -> age < FALLS_AT ? 255 : 5);
        fleet.appeared("k", workload, program.spec(), GoProgram.STARTED_SECONDS * 1000);
        for (int s = 5; s < 2 * FALLS_AT; s += 5) {
            look(program, s);
            if (s >= 60 && s < FALLS_AT) {
                assertThat(overflows()).as("at %d s", s).isGreaterThan(NEAR_CERTAIN);
            }
            // From the second look on.
            if (s >= FALLS_AT + 5) {
                assertThat(overflows()).as("at %d s", s).isLessThan(NEAR_CERTAIN);
            }
        }
    }

    /** 135 MiB live, so that the heap saws between 135 and 270; resident memory stays, the objects come and go. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a pod by itself                                       | ''                    | 10
            a replica                                             | ns/Deployment/web/app | 10
            one that fills its heap in seconds                    | ''                    | 100
            """)
    void what_saws_stays_near_certain(String name, String workload, double rate) {
        GoProgram program = GoProgram.allocating(rate, age -> 135).outside(age -> 20);
        fleet.appeared("k", workload, program.spec(), GoProgram.STARTED_SECONDS * 1000);
        for (int s = 5; s < 2 * FALLS_AT; s += 5) {
            look(program, s);
            if (s >= 60) {
                assertThat(overflows()).as("at %d s", s).isGreaterThan(NEAR_CERTAIN);
            }
        }
    }

    private void look(GoProgram program, int second) {
        program.runUntil(second);
        fleet.observe("k", program.says().build());
        placement = Objects.requireNonNull(fleet.placement("k", program.nowMillis()));
    }

    private Placement placement = new Placement(0, 0, 0, Placement.Basis.FORECAST, Double.NaN);

    private double overflows() {
        MemoryForecast measured = new PodForecast().add(placement, Double.NaN).measured(1, 0);
        PodInfo coming = aPod().named("coming").forecast("100Mi", "10Mi").build();
        return model.probability(
                aNode().killingAt("340Mi")
                        .running(aPod().forecast(measured).build())
                        .build(),
                coming);
    }
}
