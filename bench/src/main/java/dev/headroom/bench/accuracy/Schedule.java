package dev.headroom.bench.accuracy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which programs run, in what order, and which of them together.
 *
 * @param firstSeed the seed of all kinds in the first round
 * @param rounds how many rounds, each with the next seed; at least 1
 * @param replicas pods of each workload; at least 1
 * @param staggerSeconds when the last of several replicas starts after the first
 * @param groupSize how many programs run together in one group, 0 for none; not together with replicas
 */
record Schedule(long firstSeed, int rounds, int replicas, long staggerSeconds, int groupSize) {

    /** Replicas other than the last start as a rollout starts them. */
    private static final long ROLLOUT_SECONDS = 15;

    /** Draws the plan of a kind with a seed. */
    interface Plans {
        Plan plan(String kind, long seed) throws IOException;
    }

    Schedule {
        if (rounds < 1 || replicas < 1 || groupSize < 0 || staggerSeconds < 0) {
            throw new IllegalArgumentException("--seeds " + rounds + " and --replicas " + replicas
                    + " must be at least 1, --group " + groupSize + " and --stagger-seconds " + staggerSeconds
                    + " not negative");
        }
        if (groupSize > 0 && replicas > 1) {
            throw new IllegalArgumentException("--group and --replicas cannot be given together");
        }
    }

    /** The programs in units that start together. A kind that comes a second time gets seeds after those of the first. */
    List<List<Run>> units(List<String> kinds, Plans plans) throws IOException {
        List<List<Run>> units = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<Run> together = new ArrayList<>();
            Map<String, Integer> before = new HashMap<>();
            for (String kind : kinds) {
                // A kind that is named twice is two programs.
                long seed = firstSeed + round + (before.merge(kind, 1, Integer::sum) - 1L) * rounds;
                Plan plan = plans.plan(kind, seed);
                if (groupSize > 0) {
                    together.add(new Run(kind + "-" + seed, plan, 0, 0, "group-" + (firstSeed + round)));
                    if (together.size() == groupSize) {
                        break;
                    }
                } else {
                    units.add(replicasOf(kind + "-" + seed, plan));
                }
            }
            if (groupSize > 0) {
                if (together.size() < groupSize) {
                    throw new IllegalArgumentException(
                            "--group " + groupSize + " needs as many kinds, there are " + together.size());
                }
                units.add(together);
            }
        }
        return units;
    }

    private List<Run> replicasOf(String name, Plan plan) {
        if (replicas == 1) {
            return List.of(new Run(name, plan, 0, 0, null));
        }
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            long delay = i == replicas - 1 ? staggerSeconds : i * ROLLOUT_SECONDS;
            runs.add(new Run(name + "-" + i, plan, i + 1, delay, null));
        }
        return runs;
    }
}
