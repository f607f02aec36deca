package dev.headroom.extender.demo;

import dev.headroom.api.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A cluster made from a seed: nodes, Deployments, who comes and goes, and what the processes do. Runs twice side by
 * side, with Headroom and by requests alone. The same seed and number of nodes give the same placements. One step is
 * one simulated second. Used by one thread.
 */
final class SimulatedCluster {

    /** Share of the nodes' allocatable memory that the Deployments take once they are warm. */
    private static final double FILL = 0.58;

    private static final int MOST_WORKLOADS = 330;
    private static final double STEP_SECONDS = 1;

    private final SimulatedClock clock;
    private final HeadroomFeed feed;
    private final Traffic traffic;
    private final Side withHeadroom;
    private final Side requestsOnly;
    private int step;

    /**
     * What happened in one step.
     *
     * @param outcomes of the side with Headroom
     * @param kills of the side with Headroom
     */
    record Report(Duration time, List<Outcome> outcomes, List<World.Kill> kills, List<String> rollouts) {}

    /** @param nodes 1 to 5000 */
    SimulatedCluster(long seed, int nodes, SimulatedClock clock, RunningHeadroom headroom, Extender extender) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Resources> sizes = sizes(nodes, random.split());
        double fill = FILL * sizes.stream().mapToLong(Resources::memoryBytes).sum();
        int workloads = Math.clamp(nodes, WorkloadCatalog.kinds(), MOST_WORKLOADS);
        this.clock = clock;
        this.feed = new HeadroomFeed(headroom);
        this.traffic = new Traffic(WorkloadCatalog.of(random.split(), workloads, fill), random.split());
        SplittableRandom ties = random.split();
        this.withHeadroom = side(sizes, extender, ties.split(), placed -> {
            feed.bound(placed.pod(), placed.node());
            feed.flush();
        });
        this.requestsOnly = side(sizes, Extender.NONE, ties.split(), placed -> {});
        feed.synced(withHeadroom.world().nodes());
    }

    /** The next simulated second. */
    Report next() {
        Duration time = Duration.ofSeconds(step);
        clock.set(time);
        long now = clock.millis();
        Traffic.Step traffic = this.traffic.next(now);
        withHeadroom.apply(traffic);
        requestsOnly.apply(traffic);
        traffic.created().forEach(feed::created);
        traffic.deleted().forEach(feed::deleted);

        List<World.Kill> kills = withHeadroom.world().step(time.toSeconds(), STEP_SECONDS);
        requestsOnly.world().step(time.toSeconds(), STEP_SECONDS);
        feed.scrape(withHeadroom.world().nodes(), step, now);
        feed.flush();

        List<Outcome> outcomes = withHeadroom.schedule(now);
        requestsOnly.schedule(now);
        step++;
        return new Report(time, outcomes, kills, traffic.rollouts());
    }

    Side withHeadroom() {
        return withHeadroom;
    }

    Side requestsOnly() {
        return requestsOnly;
    }

    private static Side side(
            List<Resources> sizes, Extender extender, SplittableRandom ties, Consumer<Outcome.Placed> binder) {
        List<SimulatedNode> nodes = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            nodes.add(new SimulatedNode(String.format(Locale.ROOT, "node-%02d", i + 1), sizes.get(i)));
        }
        return new Side(new World(nodes), new SimulatedScheduler(nodes, extender, ties), binder);
    }

    /** 4 CPUs with 8 to 16 GiB or 8 CPUs with 16 to 32 GiB, less what a kubelet reserves. */
    private static List<Resources> sizes(int nodes, SplittableRandom random) {
        List<Resources> sizes = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            int cpus = random.nextInt(3) == 0 ? 8 : 4;
            long gib = cpus * (2L + 2 * random.nextInt(2));
            sizes.add(new Resources(cpus * 1000L - 100, (gib << 30) - (gib << 30) / 20));
        }
        return sizes;
    }
}
