package dev.headroom.extender.demo;

import dev.headroom.api.Resources;
import dev.headroom.extender.demo.Workload.Heap;
import dev.headroom.extender.demo.Workload.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The services of the simulated cluster: a dozen kinds, whose requests say little about what they take. */
final class WorkloadCatalog {

    static final String SCORED = "headroom";
    static final String ENFORCED = "headroom-enforce";

    private static final long MIB = 1L << 20;
    private static final double LARGEST_JITTER = 0.15;

    /**
     * Amounts in MiB, per replica.
     *
     * @param share of the cluster's memory that services of this kind take, relative to the other kinds
     */
    private record Kind(
            String namespace,
            String name,
            String scheduler,
            double share,
            int milliCpu,
            int request,
            int limit,
            int goMemLimit,
            int annotated,
            Metrics metrics,
            int live,
            int allocatedPerSecond,
            int gogc,
            double growthPerMinute,
            int outside) {}

    private static final List<Kind> KINDS = List.of(
            // Requests far too small: the node looks empty while its heaps fill it.
            new Kind("shop", "checkout", SCORED, 2, 50, 128, 768, 0, 0, Metrics.RUNTIME, 120, 60, 100, 0, 0),
            new Kind("shop", "catalog", SCORED, 4, 125, 384, 2560, 0, 0, Metrics.RUNTIME, 620, 90, 100, 0.02, 0),
            new Kind(
                    "data", "features", ENFORCED, 4, 200, 512, 4096, 3600, 0, Metrics.RUNTIME, 980, 200, 100, 0.03, 60),
            new Kind("pay", "fraud", SCORED, 2, 100, 256, 2048, 0, 900, Metrics.RUNTIME, 260, 90, 100, 0.20, 0),
            // Only client_golang's default metrics; GOGC=200.
            new Kind("shop", "search", SCORED, 2, 150, 640, 2560, 0, 0, Metrics.DEFAULTS, 380, 150, 200, 0, 0),
            // Requests about right.
            new Kind("pay", "ledger", SCORED, 2, 125, 960, 1024, 920, 0, Metrics.RUNTIME, 400, 80, 100, 0, 0),
            // Requests far too big: the node looks full while its memory idles.
            new Kind("web", "frontend", SCORED, 1, 50, 1024, 1024, 0, 0, Metrics.RUNTIME, 40, 30, 100, 0, 0),
            new Kind("web", "gateway", SCORED, 1, 150, 768, 1024, 0, 0, Metrics.DEFAULTS, 70, 200, 50, 0, 0),
            new Kind("data", "indexer", SCORED, 2, 250, 2048, 3072, 2700, 0, Metrics.RUNTIME, 300, 250, 100, 0, 80),
            // No metrics: known by an annotation, or not at all.
            new Kind("ops", "reports", SCORED, 1, 25, 256, 0, 0, 480, Metrics.NONE, 200, 30, 100, 0, 0),
            new Kind("ops", "agent", SCORED, 0.3, 25, 0, 0, 0, 0, Metrics.NONE, 25, 5, 100, 0, 0));

    private WorkloadCatalog() {}

    /**
     * @param workloads how many Deployments; beyond the number of kinds they repeat, each a little different
     * @param memoryBytes what all replicas together shall take once warm
     */
    static List<Workload> of(RandomGenerator random, int workloads, double memoryBytes) {
        double shares = 0;
        for (int i = 0; i < workloads; i++) {
            shares += KINDS.get(i % KINDS.size()).share();
        }
        List<Workload> result = new ArrayList<>(workloads);
        for (int i = 0; i < workloads; i++) {
            Kind kind = KINDS.get(i % KINDS.size());
            Workload one = vary(kind, i / KINDS.size(), random);
            double bytes = memoryBytes * kind.share() / shares;
            result.add(one.withReplicas((int) Math.max(1, Math.round(bytes / one.roughPlateauBytes()))));
        }
        return result;
    }

    static int kinds() {
        return KINDS.size();
    }

    private static Workload vary(Kind kind, int repetition, RandomGenerator random) {
        double size = 1 + LARGEST_JITTER * (2 * random.nextDouble() - 1);
        return new Workload(
                kind.namespace(),
                repetition == 0 ? kind.name() : kind.name() + "-" + (repetition + 1),
                kind.scheduler(),
                1,
                new Resources(kind.milliCpu(), kind.request() * MIB),
                kind.limit() * MIB,
                kind.goMemLimit() * MIB,
                kind.annotated() * MIB,
                kind.metrics(),
                new Heap(
                        (long) (kind.live() * MIB * size),
                        kind.allocatedPerSecond() * (double) MIB,
                        kind.gogc(),
                        kind.growthPerMinute(),
                        0.04 + 0.08 * random.nextDouble(),
                        random.nextDouble(),
                        kind.outside() * MIB));
    }
}
