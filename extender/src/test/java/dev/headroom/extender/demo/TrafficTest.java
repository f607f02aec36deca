package dev.headroom.extender.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final long GIB = 1L << 30;

    @Test
    void the_catalog_fills_the_memory_it_is_given() {
        List<Workload> workloads = WorkloadCatalog.of(new SplittableRandom(7), 24, 400.0 * GIB);

        double sum = workloads.stream()
                .mapToDouble(w -> (double) w.replicas() * w.roughPlateauBytes())
                .sum();
        assertThat(workloads).hasSize(24);
        assertThat(workloads.stream().map(Workload::key)).doesNotHaveDuplicates();
        // replicas are whole numbers: each of 24 workloads misses its share by half a replica at most
        assertThat(sum / GIB).isCloseTo(400, within(24.0));
    }

    @Test
    void equal_seeds_bring_the_same_pods_and_other_seeds_do_not() {
        assertThat(names(7)).isEqualTo(names(7)).isNotEqualTo(names(8));
    }

    @Test
    void only_pods_that_live_are_deleted_and_names_never_repeat() {
        Set<String> living = new HashSet<>();
        Set<String> ever = new HashSet<>();
        Traffic traffic = traffic(7);
        for (int second = 0; second < 600; second++) {
            Traffic.Step step = traffic.next(second * 1_000L);
            step.created().forEach(pod -> {
                assertThat(ever.add(pod.info().displayName())).isTrue();
                living.add(pod.uid());
            });
            step.deleted().forEach(pod -> assertThat(living.remove(pod.uid())).isTrue());
        }
        assertThat(living).isNotEmpty();
    }

    @Test
    void after_ten_minutes_each_workload_has_about_the_replicas_it_wants() {
        Map<String, Integer> counts = new HashMap<>();
        Traffic traffic = traffic(7);
        for (int second = 0; second < 600; second++) {
            Traffic.Step step = traffic.next(second * 1_000L);
            step.created().forEach(pod -> counts.merge(pod.workload().key(), 1, Integer::sum));
            step.deleted().forEach(pod -> counts.merge(pod.workload().key(), -1, Integer::sum));
        }
        for (Workload workload : workloads(7)) {
            int most = 1 + workload.replicas() / 8;
            assertThat(counts.get(workload.key()))
                    .as(workload.key())
                    .isBetween(workload.replicas() - most, workload.replicas() + most);
        }
    }

    @Test
    void a_rollout_replaces_every_pod_of_the_old_version() {
        Traffic traffic = traffic(7);
        Map<String, String> hashOf = new HashMap<>();
        Map<String, Set<String>> hashes = new HashMap<>();
        int rollouts = 0;
        for (int second = 0; second < 300; second++) {
            Traffic.Step step = traffic.next(second * 1_000L);
            rollouts += step.rollouts().size();
            step.created().forEach(pod -> {
                hashOf.put(pod.uid(), pod.templateHash());
                hashes.computeIfAbsent(pod.workload().key(), key -> new HashSet<>())
                        .add(pod.templateHash());
            });
            step.deleted().forEach(pod -> hashOf.remove(pod.uid()));
        }
        assertThat(rollouts).isPositive();
        assertThat(hashes.values().stream().mapToInt(Set::size).sum())
                .as("versions ever seen: one per workload and one per rollout that began")
                .isEqualTo(hashes.size() + rollouts);
    }

    private static List<String> names(long seed) {
        List<String> names = new ArrayList<>();
        Traffic traffic = traffic(seed);
        for (int second = 0; second < 60; second++) {
            traffic.next(second * 1_000L)
                    .created()
                    .forEach(pod -> names.add(pod.uid() + pod.info().displayName()));
        }
        return names;
    }

    private static Traffic traffic(long seed) {
        return new Traffic(workloads(seed), new SplittableRandom(seed));
    }

    private static List<Workload> workloads(long seed) {
        return WorkloadCatalog.of(new SplittableRandom(seed), 11, 100.0 * GIB);
    }
}
