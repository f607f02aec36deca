package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over folders that look like the kernel's. */
class CgroupTest {

    @TempDir
    private Path fileSystems = Path.of("");

    @Test
    void version1LimitsSwapWithMemoryAndReadsTheWholeGroup() throws IOException {
        put("memory/memory.limit_in_bytes", "");
        put("cpu/cgroup.procs", "");
        put("cpuacct/cpuacct.usage", "0");
        Cgroup group = Cgroup.create(fileSystems, "lab").child("idle-7");
        assertThat(group.folders())
                .extracting(folder -> fileSystems.relativize(folder).toString())
                .containsExactly("memory/lab/idle-7", "cpu/lab/idle-7", "cpuacct/lab/idle-7");
        put("memory/lab/idle-7/memory.memsw.limit_in_bytes", "");
        put("cpu/lab/idle-7/cpu.cfs_quota_us", "-1");
        group.limitMemory(1 << 20);
        group.limitCpu(250);
        assertThat(text("memory/lab/idle-7/memory.limit_in_bytes")).isEqualTo("1048576");
        assertThat(text("memory/lab/idle-7/memory.memsw.limit_in_bytes")).isEqualTo("1048576");
        // A quarter of a period of 100,000 microseconds.
        assertThat(text("cpu/lab/idle-7/cpu.cfs_quota_us")).isEqualTo("25000");

        put("memory/lab/idle-7/memory.usage_in_bytes", "900\n");
        put("memory/lab/idle-7/memory.max_usage_in_bytes", "1000\n");
        put(
                "memory/lab/idle-7/memory.stat",
                "cache 1\nrss 2\ntotal_cache 300\ntotal_rss 500\ntotal_mapped_file 40\ntotal_inactive_file 200\n");
        put("memory/lab/idle-7/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n");
        put("cpuacct/lab/idle-7/cpuacct.usage", "2500000000\n");
        Usage usage = group.usage();
        assertThat(usage).isEqualTo(new Usage(900, 1000, 200, 500, 300, 40, 2.5, 1));
        assertThat(usage.workingSet()).isEqualTo(700);
    }

    @Test
    void version2HandsTheControllersDownAndReadsTheSame() throws IOException {
        put("cgroup.controllers", "cpu memory pids");
        put("cgroup.subtree_control", "pids");
        Cgroup group = Cgroup.create(fileSystems, "lab");
        // The kernel adds it to those that are enabled; a plain file keeps the last one written.
        assertThat(text("cgroup.subtree_control")).isEqualTo("+cpu");
        put("lab/memory.swap.max", "max");
        put("lab/cpu.max", "max 100000");
        group.limitMemory(1 << 20);
        group.limitCpu(250);
        assertThat(text("lab/memory.max")).isEqualTo("1048576");
        assertThat(text("lab/memory.swap.max")).isEqualTo("0");
        assertThat(text("lab/cpu.max")).isEqualTo("25000 100000");

        put("lab/memory.current", "900\n");
        put("lab/memory.peak", "1000\n");
        put("lab/memory.stat", "anon 500\nfile 300\nfile_mapped 40\ninactive_file 200\n");
        put("lab/memory.events", "low 0\noom 1\noom_kill 1\noom_group_kill 0\n");
        put("lab/cpu.stat", "usage_usec 2500000\nuser_usec 1\n");
        assertThat(group.usage()).isEqualTo(new Usage(900, 1000, 200, 500, 300, 40, 2.5, 1));
    }

    @Test
    void aShellEntersEachHierarchyBeforeItBecomesTheProgram() {
        assertThat(new CgroupV2(Path.of("/g")).enter()).isEqualTo("echo $$ > '/g/cgroup.procs' && ");
    }

    @Test
    void aMachineWithoutMemoryGroupsIsToldSo() {
        assertThatThrownBy(() -> Cgroup.create(fileSystems, "lab"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no memory cgroups");
    }

    @Test
    void aGroupIsNotRemovedWhileItIsInUse() throws IOException {
        put("lab/in-use", "");
        assertThat(new CgroupV2(fileSystems.resolve("lab")).remove()).isFalse();
        Files.delete(fileSystems.resolve("lab/in-use"));
        assertThat(new CgroupV2(fileSystems.resolve("lab")).remove()).isTrue();
        assertThat(fileSystems.resolve("lab")).doesNotExist();
    }

    private void put(String file, String text) throws IOException {
        Path path = fileSystems.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private String text(String file) throws IOException {
        return Files.readString(fileSystems.resolve(file));
    }
}
