package dev.headroom.bench.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A group in the separate hierarchies of version 1: memory, and cpu and cpuacct where they are mounted. */
record CgroupV1(List<Path> folders) implements Cgroup {

    private static final long CPU_PERIOD_MICROS = 100_000;

    static CgroupV1 create(Path fileSystems, String name) throws IOException {
        List<Path> folders = new ArrayList<>();
        folders.add(fileSystems.resolve("memory").resolve(name));
        if (Files.exists(fileSystems.resolve("cpu/cgroup.procs"))) {
            folders.add(fileSystems.resolve("cpu").resolve(name));
        }
        if (Files.exists(fileSystems.resolve("cpuacct/cpuacct.usage"))) {
            folders.add(fileSystems.resolve("cpuacct").resolve(name));
        }
        return made(folders);
    }

    private static CgroupV1 made(List<Path> folders) throws IOException {
        for (Path folder : folders) {
            Files.createDirectories(folder);
        }
        return new CgroupV1(List.copyOf(folders));
    }

    @Override
    public Cgroup child(String name) throws IOException {
        return made(folders.stream().map(f -> f.resolve(name)).toList());
    }

    private Path memory() {
        return folders.getFirst();
    }

    @Override
    public void limitMemory(long bytes) throws IOException {
        Cgroup.write(memory().resolve("memory.limit_in_bytes"), Long.toString(bytes));
        Path withSwap = memory().resolve("memory.memsw.limit_in_bytes");
        if (Files.exists(withSwap)) {
            Cgroup.write(withSwap, Long.toString(bytes));
        }
    }

    @Override
    public void limitCpu(long millis) throws IOException {
        for (Path folder : folders) {
            if (Files.exists(folder.resolve("cpu.cfs_quota_us"))) {
                Cgroup.write(folder.resolve("cpu.cfs_period_us"), Long.toString(CPU_PERIOD_MICROS));
                Cgroup.write(folder.resolve("cpu.cfs_quota_us"), Long.toString(millis * CPU_PERIOD_MICROS / 1000));
            }
        }
    }

    @Override
    public Usage usage() throws IOException {
        String stat = Files.readString(memory().resolve("memory.stat"));
        return new Usage(
                Cgroup.number(memory().resolve("memory.usage_in_bytes")),
                Cgroup.number(memory().resolve("memory.max_usage_in_bytes")),
                Cgroup.field(stat, "total_inactive_file"),
                Cgroup.field(stat, "total_rss"),
                Cgroup.field(stat, "total_cache"),
                Cgroup.field(stat, "total_mapped_file"),
                Cgroup.number(folders.getLast().resolve("cpuacct.usage")) / 1e9,
                Cgroup.field(Files.readString(memory().resolve("memory.oom_control")), "oom_kill"));
    }

    @Override
    public String oomKillsFile() {
        return "memory.oom_control";
    }
}
