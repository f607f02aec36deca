package dev.headroom.bench.accuracy;

import dev.headroom.runtime.SystemClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code headroom bench accuracy record}. */
@Command(
        name = "record",
        description = "Runs Go programs under real memory limits and records their metrics and resident memory.",
        mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {

    private static final int THREADS = 4;
    private static final int MOST_AT_ONCE = 64;

    private final SystemClock clock;

    @Option(names = "--out", required = true, description = "Folder of the recording; it must not hold one.")
    private Path out = Path.of("");

    @Option(names = "--kinds", split = ",", defaultValue = "all", description = "Kinds of programs, or all.")
    private List<String> kinds = List.of();

    @Option(names = "--seed", defaultValue = "1", description = "What the parameters are drawn from.")
    private long seed;

    @Option(names = "--seeds", defaultValue = "1", description = "How many seeds, counted up from the first one.")
    private int seeds;

    @Option(names = "--minutes", defaultValue = "12", description = "How long each program runs.")
    private double minutes;

    @Option(names = "--parallel", defaultValue = "6", description = "How many programs run at once.")
    private int parallel;

    @Option(names = "--replicas", defaultValue = "1", description = "Pods of each workload; the last starts late.")
    private int replicas;

    @Option(
            names = "--stagger-seconds",
            defaultValue = "240",
            description = "How long after the first replica the last one starts.")
    private long staggerSeconds;

    @Option(names = "--group", defaultValue = "0", description = "Run this many programs in one group.")
    private int groupSize;

    @Option(names = "--group-limit", description = "The limit of that group in bytes.")
    private @Nullable Long groupLimit;

    @Option(names = "--cgroups", defaultValue = "/sys/fs/cgroup", description = "Where cgroups are mounted.")
    private Path cgroups = Path.of("");

    @Option(names = "--lab", description = "The lab's binary; by default bench/accuracy is built.")
    private @Nullable Path binary;

    RecordCommand(SystemClock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Lab lab = binary == null ? Lab.built(Path.of("").toAbsolutePath()) : new Lab(binary.toAbsolutePath());
        List<String> known = lab.kinds();
        List<String> chosen = kinds.equals(List.of("all")) ? known : kinds;
        for (String kind : chosen) {
            if (!known.contains(kind)) {
                throw new IllegalArgumentException("--kinds " + kind + ": not one of " + known);
            }
        }
        Schedule schedule = new Schedule(seed, seeds, replicas, staggerSeconds, groupSize);
        int slots = Math.max(parallel, Math.max(replicas, groupSize));
        if (parallel < 1 || slots > MOST_AT_ONCE || minutes <= 0) {
            throw new IllegalArgumentException("--parallel " + parallel + " must be from 1 to " + MOST_AT_ONCE
                    + " and --minutes " + minutes + " positive");
        }
        List<List<Run>> units = schedule.units(chosen, lab::plan);
        Recording recording = Recording.in(out);
        Cgroup root =
                Cgroup.create(cgroups, "headroom-lab-" + ProcessHandle.current().pid());
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(THREADS);
        Recorder recorder = new Recorder(clock, pool, lab, recording, Math.round(minutes * 60));
        Thread abort = new Thread(() -> {
            recorder.abort();
            removed(root);
        });
        Runtime.getRuntime().addShutdownHook(abort);
        try {
            if (groupLimit != null) {
                root.limitMemory(groupLimit);
            }
            recorder.begin();
            record(units, recorder, root, pool, new Semaphore(slots, true), slots);
        } finally {
            pool.shutdownNow();
            recorder.abort();
            recorder.close();
            removed(root);
        }
        return 0;
    }

    /** Starts each unit as soon as there is room for it, and waits for the end of all. */
    private static void record(
            List<List<Run>> units,
            Recorder recorder,
            Cgroup root,
            ScheduledExecutorService pool,
            Semaphore room,
            int slots)
            throws InterruptedException {
        for (List<Run> unit : units) {
            room.acquire(unit.size());
            for (Run run : unit) {
                pool.schedule(() -> runOne(run, recorder, root, room), run.delaySeconds(), TimeUnit.SECONDS);
            }
        }
        room.acquire(slots);
    }

    private static void runOne(Run run, Recorder recorder, Cgroup root, Semaphore room) {
        System.err.println("record: " + run.name() + " " + run.plan());
        try {
            recorder.start(run, root, room::release);
        } catch (IOException | RuntimeException e) {
            System.err.println("record: " + run.name() + " did not start: " + e);
            room.release();
        }
    }

    private static void removed(Cgroup root) {
        try {
            if (!root.remove()) {
                System.err.println("record: " + root.folders() + " could not be removed");
            }
        } catch (IOException e) {
            System.err.println("record: " + e);
        }
    }
}
