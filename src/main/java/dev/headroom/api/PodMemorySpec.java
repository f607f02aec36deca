package dev.headroom.api;

/**
 * What a pod's specification says about its memory, added over its containers. 0 means: not set.
 *
 * @param limitBytes Σ memory limits; 0 unless every container has one
 * @param goMemLimitBytes Σ {@code GOMEMLIMIT}; 0 if no container sets it
 * @param plateauBytes annotation {@code headroom.dev/memory-plateau}
 * @param plateauSpreadBytes annotation {@code headroom.dev/memory-plateau-spread}
 */
public record PodMemorySpec(long limitBytes, long goMemLimitBytes, long plateauBytes, long plateauSpreadBytes) {

    public static final PodMemorySpec NONE = new PodMemorySpec(0, 0, 0, 0);
}
