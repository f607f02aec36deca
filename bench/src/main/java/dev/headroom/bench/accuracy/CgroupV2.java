package dev.headroom.bench.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A group in the unified hierarchy of version 2. */
record CgroupV2(Path folder) implements Cgroup {

    private static final long CPU_PERIOD_MICROS = 100_000;

    static CgroupV2 create(Path fileSystem, String name) throws IOException {
        return made(fileSystem, name);
    }

    /** Makes a group whose parent hands the controllers down. */
    private static CgroupV2 made(Path parent, String name) throws IOException {
        Path control = parent.resolve("cgroup.subtree_control");
        String enabled = Files.readString(control);
        for (String controller : List.of("memory", "cpu")) {
            if (!enabled.contains(controller)
                    && Files.readString(parent.resolve("cgroup.controllers")).contains(controller)) {
                Cgroup.write(control, "+" + controller);
            }
        }
        return new CgroupV2(Files.createDirectories(parent.resolve(name)));
    }

    @Override
    public List<Path> folders() {
        return List.of(folder);
    }

    @Override
    public Cgroup child(String name) throws IOException {
        return made(folder, name);
    }

    @Override
    public void limitMemory(long bytes) throws IOException {
        Cgroup.write(folder.resolve("memory.max"), Long.toString(bytes));
        Path swap = folder.resolve("memory.swap.max");
        if (Files.exists(swap)) {
            Cgroup.write(swap, "0");
        }
    }

    @Override
    public void limitCpu(long millis) throws IOException {
        Path max = folder.resolve("cpu.max");
        if (Files.exists(max)) {
            Cgroup.write(max, millis * CPU_PERIOD_MICROS / 1000 + " " + CPU_PERIOD_MICROS);
        }
    }

    @Override
    public Usage usage() throws IOException {
        String stat = Files.readString(folder.resolve("memory.stat"));
        return new Usage(
                Cgroup.number(folder.resolve("memory.current")),
                Cgroup.number(folder.resolve("memory.peak")),
                Cgroup.field(stat, "inactive_file"),
                Cgroup.field(stat, "anon"),
                Cgroup.field(stat, "file"),
                Cgroup.field(stat, "file_mapped"),
                Cgroup.field(Files.readString(folder.resolve("cpu.stat")), "usage_usec") / 1e6,
                Cgroup.field(Files.readString(folder.resolve("memory.events")), "oom_kill"));
    }

    @Override
    public String oomKillsFile() {
        return "memory.events";
    }
}
