package dev.headroom.predict;

/** One scrape of a Go process. */
public record GoSample(
        long sampledAtMillis,
        long heapGoalBytes,
        long heapLiveBytes,
        long heapAllocBytes,
        double allocatedTotalBytes,
        double gcCycles,
        double gogcPercent,
        long memoryLimitBytes,
        long mappedBytes,
        long releasedBytes,
        long residentBytes,
        long stackBytes) {}
