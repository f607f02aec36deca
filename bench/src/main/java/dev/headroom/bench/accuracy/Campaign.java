package dev.headroom.bench.accuracy;

import dev.headroom.runtime.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine;

/** Makes the recordings of one evaluation: programs alone, eight in one group, replicas. One that is complete is kept. */
final class Campaign {

    private static final List<String> GROUP = List.of(
            "batch-peaks",
            "cache-plateau",
            "diurnal",
            "bursts",
            "steady-alloc",
            "session-walk",
            "mmap-periodic",
            "step-up");
    private static final List<String> REPLICATED = List.of("cache-plateau", "steady-alloc");
    private static final int REPLICAS = 3;
    private static final double REPLICA_MINUTES = 10;
    private static final String COMPLETE = "complete.txt";

    private final SystemClock clock;
    private final Lab lab;
    private final Path binary;
    private final Path folder;
    private final Seeds seeds;

    /** @param folder where the recordings lie, each in a folder of its own */
    Campaign(SystemClock clock, Path binary, Path folder, Seeds seeds) {
        this.clock = clock;
        this.lab = new Lab(binary);
        this.binary = binary;
        this.folder = folder;
        this.seeds = seeds;
    }

    /** The folders of the recordings. Takes about two hours with 36 runs of 12 minutes. */
    List<Path> record(double minutes, int parallel, int runs) throws IOException {
        List<Path> recordings = new ArrayList<>();
        recordings.add(
                once("alone", seeds.first(), minutes, kinds(runs), List.of("--parallel", Integer.toString(parallel))));
        long groupLimit = 0;
        for (String kind : GROUP) {
            groupLimit += lab.plan(kind, seeds.group()).memoryLimitBytes();
        }
        recordings.add(once(
                "group",
                seeds.group(),
                minutes,
                GROUP,
                List.of(
                        "--group", Integer.toString(GROUP.size()),
                        "--group-limit", Long.toString(groupLimit))));
        recordings.add(once(
                "replicas",
                seeds.replicas(),
                Math.min(minutes, REPLICA_MINUTES),
                REPLICATED,
                List.of(
                        "--replicas", Integer.toString(REPLICAS),
                        "--parallel", Integer.toString(REPLICAS * REPLICATED.size()))));
        return recordings;
    }

    private List<String> kinds(int runs) throws IOException {
        List<String> killed = new ArrayList<>();
        List<String> others = new ArrayList<>();
        // In an order that does not depend on how the lab lists them.
        for (String kind : new TreeSet<>(lab.kinds())) {
            (lab.plan(kind, seeds.first()).expectsKill() ? killed : others).add(kind);
        }
        return KindChoice.of(killed, others, runs, seeds.first());
    }

    private Path once(String name, long seed, double minutes, List<String> kinds, List<String> more)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--kinds",
                String.join(",", kinds),
                "--seed",
                Long.toString(seed),
                "--minutes",
                Double.toString(minutes)));
        arguments.addAll(more);
        String plan = String.join(" ", arguments) + "\n";
        Path out = folder.resolve(name);
        Path complete = out.resolve(COMPLETE);
        if (Files.exists(complete)) {
            if (!Files.readString(complete).equals(plan)) {
                throw new IOException(out + " holds a recording of another plan; remove it or give another --out");
            }
            System.err.println("accuracy: " + out + " is complete and kept");
            return out;
        }
        arguments.addAll(List.of("--out", out.toString(), "--lab", binary.toString()));
        System.err.println("accuracy: recording " + out);
        if (new CommandLine(new RecordCommand(clock)).execute(arguments.toArray(new String[0])) != 0) {
            throw new IOException("recording " + out + " failed; remove the folder before the next try");
        }
        Files.writeString(complete, plan);
        return out;
    }
}
