package dev.headroom.extender.demo;

import static dev.headroom.extender.demo.Simulated.GIB;
import static dev.headroom.extender.demo.Simulated.MIB;
import static dev.headroom.extender.demo.Simulated.pod;
import static dev.headroom.extender.demo.Simulated.workload;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldTest {

    private final SimulatedNode small = Simulated.node("small", 4000, GIB);
    private final World world = new World(List.of(small));

    @Test
    void a_node_with_room_kills_nobody() {
        world.bind(pod(workload("checkout", 128, 100), 1), small);

        assertThat(run(120)).isEmpty();
        assertThat(world.nodesOver()).isZero();
    }

    @Test
    void a_node_out_of_memory_kills_until_it_has_room() {
        // 4 · about 2 · 150 MiB > 1.04 GiB
        for (int i = 0; i < 4; i++) {
            world.bind(pod(workload("catalog", 64, 150), i), small);
        }

        assertThat(run(120)).isNotEmpty();
        assertThat(world.nodeKills()).isPositive();
        assertThat(small.residentBytes()).isLessThanOrEqualTo(small.capacityBytes());
    }

    @Test
    void the_kernel_takes_the_one_that_holds_most_beyond_its_request() {
        world.bind(pod(workload("honest", 900, 300), 1), small);
        world.bind(pod(workload("greedy", 32, 300), 2), small);

        // Both hold about 620 MiB. honest: 1000 · 620/1065 + 1000 − 845 ≈ 737; greedy: 582 + 1000 − 30 = 1552.
        assertThat(run(120))
                .isNotEmpty()
                .allMatch(kill -> kill.pod().workload().name().equals("greedy"));
    }

    @Test
    void a_container_at_its_own_limit_is_killed_wherever_it_runs_and_counted_apart() {
        SimulatedNode big = Simulated.node("big", 4000, 64 * GIB);
        World roomy = new World(List.of(big));
        roomy.bind(pod(workload("tight", 128, 200, 256, 0), 1), big);

        for (int second = 0; second < 120; second++) {
            assertThat(roomy.step(second, 1)).isEmpty();
        }
        assertThat(roomy.limitKills()).isPositive();
        assertThat(roomy.nodeKills()).isZero();
    }

    @Test
    void a_killed_process_stays_down_before_it_restarts() {
        RunningPod running = new RunningPod(pod(workload("checkout", 128, 100), 1));
        running.step(0, 1);
        running.kill();

        assertThat(running.residentBytes()).isZero();
        // 10 s the first time, then 20 s
        assertThat(secondsDown(running)).isEqualTo(10);
        running.kill();
        assertThat(secondsDown(running)).isEqualTo(20);
    }

    @Test
    void what_is_deleted_frees_its_request_and_its_memory() {
        SimulatedPod pod = pod(workload("checkout", 128, 100), 1);
        world.bind(pod, small);
        assertThat(small.requested().memoryBytes()).isEqualTo(128 * MIB);

        world.delete(pod);
        world.delete(pod);

        assertThat(small.requested().memoryBytes()).isZero();
        assertThat(world.boundPods()).isZero();
    }

    private static int secondsDown(RunningPod running) {
        int seconds = 0;
        while (!running.isUp()) {
            running.step(seconds++, 1);
        }
        return seconds;
    }

    private List<World.Kill> run(int seconds) {
        List<World.Kill> kills = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            kills.addAll(world.step(second, 1));
        }
        return kills;
    }
}
