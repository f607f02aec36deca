package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void eachKindRunsOncePerSeedAndAlone() throws IOException {
        List<List<Run>> units = new Schedule(101, 2, 1, 240, 0).units(List.of("idle", "bursts"), Plans::of);
        assertThat(units).allSatisfy(unit -> assertThat(unit).hasSize(1));
        assertThat(units.stream().map(unit -> unit.getFirst().name()))
                .containsExactly("idle-101", "bursts-101", "idle-102", "bursts-102");
    }

    @Test
    void aKindThatIsNamedTwiceRunsWithTheNextSeeds() throws IOException {
        List<List<Run>> units = new Schedule(7, 2, 1, 240, 0).units(List.of("idle", "idle"), Plans::of);
        // Two rounds of each: 7 and 8, then 9 and 10.
        assertThat(units.stream().map(unit -> unit.getFirst().name()))
                .containsExactly("idle-7", "idle-9", "idle-8", "idle-10");
    }

    @Test
    void replicasShareAnOwnerAndTheLastStartsLate() throws IOException {
        List<Run> unit =
                new Schedule(7, 1, 3, 240, 0).units(List.of("idle"), Plans::of).getFirst();
        assertThat(unit).extracting(Run::name).containsExactly("idle-7-0", "idle-7-1", "idle-7-2");
        assertThat(unit).extracting(Run::owner).containsOnly("lab/Deployment/idle-7");
        assertThat(unit).extracting(Run::delaySeconds).containsExactly(0L, 15L, 240L);
        assertThat(unit).extracting(Run::stream).containsExactly(1, 2, 3);
        assertThat(unit).extracting(Run::pod).doesNotHaveDuplicates();
        // All but the pod's own five characters, the hash of the template included, is the same.
        assertThat(unit.stream().map(run -> run.pod().substring(0, run.pod().length() - 5)))
                .containsOnly(
                        unit.getFirst().pod().substring(0, unit.getFirst().pod().length() - 5));
    }

    @Test
    void aGroupTakesAsManyKindsAsItHasPlacesAndStartsThemTogether() throws IOException {
        List<List<Run>> units = new Schedule(1, 1, 1, 0, 2).units(List.of("a", "b", "c"), Plans::of);
        assertThat(units).singleElement().satisfies(unit -> {
            assertThat(unit).extracting(Run::name).containsExactly("a-1", "b-1");
            assertThat(unit).extracting(Run::group).containsOnly("group-1");
        });
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Schedule(1, 0, 1, 0, 0)).hasMessageContaining("--seeds 0");
        assertThatThrownBy(() -> new Schedule(1, 1, 2, 0, 2)).hasMessageContaining("together");
        assertThatThrownBy(() -> new Schedule(1, 1, 1, 0, 3).units(List.of("a"), Plans::of))
                .hasMessageContaining("--group 3");
    }
}
