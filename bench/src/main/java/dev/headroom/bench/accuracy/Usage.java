package dev.headroom.bench.accuracy;

/**
 * A group's counters at one moment, in bytes and seconds, as cAdvisor derives them from the group's files.
 *
 * @param usage all that is charged
 * @param maxUsage the highest usage since the group was made
 * @param inactiveFile page cache not used lately, which is not in the working set
 * @param rss anonymous memory
 * @param cache page cache
 * @param mappedFile mapped page cache
 * @param cpuSeconds CPU used since the group was made
 * @param oomKills processes that the kernel killed for want of memory in it
 */
record Usage(
        long usage,
        long maxUsage,
        long inactiveFile,
        long rss,
        long cache,
        long mappedFile,
        double cpuSeconds,
        long oomKills) {

    long workingSet() {
        return Math.max(0, usage - inactiveFile);
    }
}
