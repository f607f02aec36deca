package dev.headroom.bench.accuracy;

import dev.headroom.extender.state.ClusterState;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.MemoryModel;
import dev.headroom.predict.Predictor;
import dev.headroom.predict.Sample;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * What the models of many containers cost in the published state: time of the one thread that owns them, by its own CPU
 * clock, and memory that stays after collection.
 */
public final class Cost {

    /** Until every ring of a model is full and the compiler has settled: beyond the longest horizon of 5 minutes. */
    private static final int WARM_UP_SECONDS = 360;

    private static final int MEASURED_SECONDS = 60;
    private static final long START_MILLIS = 1_800_000_000_000L;
    private static final String WRITER = "headroom-state";
    private static final int COLLECTIONS = 5;

    private Cost() {}

    /**
     * @param containers how many were modelled
     * @param updatesPerCoreSecond samples per CPU second of the writer: event, model, forecast, sums, publishing,
     *     ageing
     * @param modelUpdatesPerCoreSecond samples per CPU second of the models alone: observe and forecast for placement
     * @param bytesPerContainer retained for a container once it is measured by scrape and kubelet: what the state
     *     holds beyond the unmeasured pod
     */
    public record Figures(
            int containers, double updatesPerCoreSecond, double modelUpdatesPerCoreSecond, double bytesPerContainer) {}

    /** Takes about 2 million updates for 20,000 containers. @param containers 1 or more */
    public static Figures measure(int containers) {
        double models = models(new CostLoad(containers));
        AtomicLong now = new AtomicLong(START_MILLIS);
        try (ClusterState state = new ClusterState(
                new Predictor(),
                () -> Instant.ofEpochMilli(now.get()),
                new SimpleMeterRegistry(),
                ClusterState.DEFAULT_PUBLISH_INTERVAL)) {
            CostLoad load = new CostLoad(containers);
            fill(state, load);
            long before = retained();
            run(state, load, now, WARM_UP_SECONDS);
            long after = retained();
            long cpu = writerNanos();
            long updates = run(state, load, now, MEASURED_SECONDS);
            double seconds = (writerNanos() - cpu) / 1e9;
            return new Figures(containers, updates / seconds, models, (double) (after - before) / containers);
        }
    }

    private static void fill(ClusterState state, CostLoad load) {
        for (int node = 0; node < load.nodes(); node++) {
            state.offer(load.node(node));
        }
        for (int pod = 0; pod < load.containers(); pod++) {
            state.offer(load.pod(pod, START_MILLIS));
        }
        state.offer(new StateEvent.Synced());
        state.flush().join();
    }

    /** Every second a part of the containers is measured, as by sources that spread them. @return samples */
    private static long run(ClusterState state, CostLoad load, AtomicLong now, int seconds) {
        long updates = 0;
        for (int second = 0; second < seconds; second++) {
            long at = now.addAndGet(1_000);
            for (int i = second % CostLoad.SCRAPE_SECONDS; i < load.containers(); i += CostLoad.SCRAPE_SECONDS) {
                state.offer(load.told(i, load.scraped(i, at)));
                updates++;
            }
            for (int i = second % CostLoad.KUBELET_SECONDS; i < load.containers(); i += CostLoad.KUBELET_SECONDS) {
                state.offer(load.told(i, load.accounted(i, at)));
                updates++;
            }
            state.flush().join();
        }
        return updates;
    }

    private static double models(CostLoad load) {
        Fleet fleet = new Fleet(MemoryModel::new);
        for (int i = 0; i < load.containers(); i++) {
            fleet.appeared(load.key(i), load.workload(i), load.spec(), START_MILLIS);
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = 0;
        long updates = 0;
        List<String> keys =
                IntStream.range(0, load.containers()).mapToObj(load::key).toList();
        Sample[] samples = new Sample[load.containers()];
        for (int second = 0; second < WARM_UP_SECONDS + MEASURED_SECONDS; second += CostLoad.SCRAPE_SECONDS) {
            long at = START_MILLIS + 1_000L * second;
            Arrays.setAll(samples, i -> load.scraped(i, at));
            long began = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < samples.length; i++) {
                fleet.observe(keys.get(i), samples[i]);
                Objects.requireNonNull(fleet.placement(keys.get(i), at));
            }
            if (second >= WARM_UP_SECONDS) {
                cpu += threads.getCurrentThreadCpuTime() - began;
                updates += samples.length;
            }
        }
        return updates * 1e9 / cpu;
    }

    private static long retained() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long writerNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals(WRITER)) {
                return threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        throw new IllegalStateException("No thread is named " + WRITER);
    }
}
