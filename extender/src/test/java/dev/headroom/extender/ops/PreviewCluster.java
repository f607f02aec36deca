package dev.headroom.extender.ops;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.decisions.Decision;
import dev.headroom.extender.decisions.DecisionFixture;
import dev.headroom.extender.decisions.DecisionLog;
import dev.headroom.runtime.Mode;
import dev.headroom.testkit.NodeBuilder;
import dev.headroom.testkit.PodBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A made-up cluster that lives on by itself, decided by the real plugins, to look at the page. */
final class PreviewCluster {

    private static final String[] WORKLOADS = {
        "checkout", "catalog", "search-indexer", "accounts", "ledger", "thumbnailer"
    };

    private final Random random = new Random(7);
    private final DecisionFixture score = new DecisionFixture(Mode.SCORE);
    private final DecisionFixture enforce = new DecisionFixture(Mode.ENFORCE);
    private final List<NodeInfo> nodes = new ArrayList<>();
    private final DecisionLog decisions;
    private int created;

    PreviewCluster(int size, long now, DecisionLog decisions) {
        this.decisions = decisions;
        for (int i = 0; i < size; i++) {
            String memory = i % 7 == 3 ? "64Gi" : i % 3 == 0 ? "16Gi" : "32Gi";
            nodes.add(NodeBuilder.aNode()
                    .named(String.format(Locale.ROOT, "%s-%02d", i % 7 == 3 ? "worker-large" : "worker", i))
                    .inSlot(i)
                    .allocatable(16_000, memory)
                    .build());
        }
        for (int i = 0; i < size; i++) {
            double target = i == 1 ? 1.02 : 0.3 + 0.65 * random.nextDouble();
            while (NodeRow.fill(nodes.get(i), NodeScale.DEFAULT) < target) {
                place(pod(now), i, now);
            }
        }
    }

    List<NodeInfo> nodes() {
        return List.copyOf(nodes);
    }

    /** One pod comes, and now and then one goes. */
    void live(long now) {
        PodInfo pod = pod(now);
        DecisionFixture fixture = random.nextInt(4) == 0 ? enforce : score;
        List<Decision> cycle = fixture.cycle(pod, nodes(), now);
        cycle.forEach(decisions::accept);
        int fate = random.nextInt(12);
        if (fate == 0) {
            return;
        }
        if (cycle.getLast() instanceof Decision.Prioritized prioritized) {
            String chosen =
                    fate < 3 ? prioritized.nodes().get(random.nextInt(3)).name() : best(prioritized);
            int slot = nodes.stream().map(NodeInfo::name).toList().indexOf(chosen);
            place(pod, slot, now);
            decisions.bound(pod.uid(), chosen);
        }
        int leaves = random.nextInt(nodes.size());
        if (nodes.get(leaves).pods().size() > 4) {
            List<PodInfo> rest = new ArrayList<>(nodes.get(leaves).pods());
            rest.removeFirst();
            put(leaves, rest, now);
        }
    }

    private static String best(Decision.Prioritized prioritized) {
        int best = 0;
        for (int i = 1; i < prioritized.totals().length; i++) {
            best = prioritized.totals()[i] > prioritized.totals()[best] ? i : best;
        }
        return prioritized.nodes().get(best).name();
    }

    private void place(PodInfo pod, int slot, long now) {
        List<PodInfo> pods = new ArrayList<>(nodes.get(slot).pods());
        pods.add(pod);
        put(slot, pods, now);
    }

    private void put(int slot, List<PodInfo> pods, long now) {
        NodeInfo changed = nodes.get(slot).withPods(pods);
        long measured = 0;
        for (PodInfo pod : pods) {
            measured += pod.forecast().source() == ForecastSource.MEASURED
                    ? (long) (pod.forecast().meanBytes() * (0.85 + 0.1 * random.nextDouble()))
                    : 0;
        }
        nodes.set(
                slot,
                new NodeInfo(
                        slot,
                        changed.name(),
                        changed.allocatable(),
                        changed.requested(),
                        changed.pods(),
                        changed.forecast(),
                        changed.tiers(),
                        changed.charged(),
                        changed.chargedRequests(),
                        changed.chargedExcessBytes(),
                        measured,
                        measured == 0 ? 0 : now - random.nextInt(5_000),
                        changed.load(),
                        changed.memory(),
                        changed.correlation()));
    }

    private PodInfo pod(long now) {
        String workload = WORKLOADS[random.nextInt(WORKLOADS.length)];
        long mean = (150L + random.nextInt(1_200)) << 20;
        int kind = random.nextInt(10);
        ForecastSource source =
                kind < 7 ? ForecastSource.MEASURED : kind < 9 ? ForecastSource.REPLICAS : ForecastSource.SPEC;
        MemoryForecast forecast = kind == 9 && random.nextBoolean()
                ? MemoryForecast.UNKNOWN
                : new MemoryForecast(mean, mean / 6, 0.9 - 0.07 * kind, now - random.nextInt(9_000), source);
        return PodBuilder.aPod()
                .inNamespace("shop")
                .named(workload + "-" + Integer.toHexString(0x6d5f4b7 + created * 7919) + "-"
                        + Integer.toString(46_656 + created++ * 31, 36))
                .ofWorkload("shop/Deployment/" + workload)
                .requesting(100 + random.nextInt(400), (mean / 3) + "")
                .forecast(forecast)
                .build();
    }
}
