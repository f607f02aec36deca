package dev.headroom.extender.decisions;

/**
 * How many decisions are known.
 *
 * @param pending pods that were answered and whose fate is not known
 * @param inMemory explained pods in memory
 * @param onDisk explained pods on disk, those in memory included; 0 without a directory
 * @param total pods that were explained since the start
 */
public record DecisionCounts(int pending, int inMemory, int onDisk, long total) {}
