package dev.headroom.bench.accuracy;

import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.ReferenceRule;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;

/** {@link ReferenceRule} as a forecast: the heap goal, or the limit where the rule says that the kernel kills before. */
final class RuleBaseline implements Baseline {

    private static final double DEFAULT_GOGC = 100;

    private final ContainerSpec spec;
    private double bytes = Double.NaN;

    RuleBaseline(ContainerSpec spec) {
        this.spec = spec;
    }

    @Override
    public void observe(long atMillis, double resident, Sample sample) {
        double objects = sample.get(Signal.HEAP_OBJECTS);
        if (Double.isNaN(objects)) {
            // It has nothing to say of a program whose heap it cannot see, and takes what is.
            bytes = Double.isNaN(bytes) ? resident : bytes;
            return;
        }
        double fromEnvironment = Double.isNaN(spec.gogcPercent()) ? DEFAULT_GOGC : spec.gogcPercent();
        double gogc = sample.get(Signal.GOGC, fromEnvironment);
        double highest = ReferenceRule.of(objects, gogc, spec.limitBytes()).highestBytes();
        bytes = Double.isInfinite(highest) ? resident : highest;
    }

    @Override
    public double bytes(long nowMillis) {
        return bytes;
    }
}
