package dev.headroom.extender.pod;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodMemorySpec;
import java.util.function.ToLongFunction;

/**
 * Adds up what a pod's specification says about its memory. Containers and sidecars are told, ordinary init
 * containers are not: they are gone when the pod has its plateau. A bad value counts as not set and is reported.
 * Order of calls does not matter; not thread-safe.
 */
public final class MemorySpec {

    public static final String PLATEAU = "headroom.dev/memory-plateau";
    public static final String PLATEAU_SPREAD = "headroom.dev/memory-plateau-spread";
    public static final String GOMEMLIMIT = "GOMEMLIMIT";

    private final BadValues badValues;
    private long limit;
    private boolean unlimited;
    private int containers;
    private long podLimit;
    private long goMemLimit;
    private long plateau;
    private long spread;

    public MemorySpec(BadValues badValues) {
        this.badValues = badValues;
    }

    /** @param limitBytes memory limit, 0 for none */
    public MemorySpec container(long limitBytes) {
        containers++;
        unlimited |= limitBytes <= 0;
        limit = plus(limit, Math.max(0, limitBytes));
        return this;
    }

    /** The literal value of a container's {@code GOMEMLIMIT}; one taken from elsewhere ({@code valueFrom}) is not told. */
    public MemorySpec goMemLimit(String value) {
        goMemLimit = plus(goMemLimit, read(GOMEMLIMIT, value, GoMemLimit::parse));
        return this;
    }

    /** {@code spec.resources.limits.memory}: bounds the containers together. */
    public MemorySpec podLevelLimit(long bytes) {
        podLimit = bytes;
        return this;
    }

    /** Annotation {@link #PLATEAU}. */
    public MemorySpec plateau(String quantity) {
        plateau = plus(0, read(PLATEAU, quantity, Quantities::parseBytes));
        return this;
    }

    /** Annotation {@link #PLATEAU_SPREAD}. */
    public MemorySpec plateauSpread(String quantity) {
        spread = plus(0, read(PLATEAU_SPREAD, quantity, Quantities::parseBytes));
        return this;
    }

    public PodMemorySpec build() {
        long sum = unlimited || containers == 0 ? 0 : limit;
        long bound = podLimit > 0 && (sum == 0 || podLimit < sum) ? plus(0, podLimit) : sum;
        return bound == 0 && goMemLimit == 0 && plateau == 0 && spread == 0
                ? PodMemorySpec.NONE
                : new PodMemorySpec(bound, goMemLimit, plateau, spread);
    }

    private long read(String field, String value, ToLongFunction<String> parser) {
        try {
            return parser.applyAsLong(value);
        } catch (IllegalArgumentException e) {
            badValues.ignored(field, String.valueOf(e.getMessage()));
            return 0;
        }
    }

    private static long plus(long a, long b) {
        return Math.min(MemoryForecast.MAX_BYTES, a + Math.min(MemoryForecast.MAX_BYTES, b));
    }
}
