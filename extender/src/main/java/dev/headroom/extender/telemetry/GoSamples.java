package dev.headroom.extender.telemetry;

import static dev.headroom.predict.Signal.*;

import dev.headroom.predict.GoSample;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The older form of a sample, for the state that still takes it. */
final class GoSamples {

    private static final List<Signal> MANDATORY =
            List.of(HEAP_GOAL, HEAP_OBJECTS, ALLOCATED, GC_CYCLES, MAPPED, HEAP_RELEASED);

    private GoSamples() {}

    /** @return null if a mandatory signal is unknown or the sample is refused */
    static @Nullable GoSample of(Sample sample) {
        if (!MANDATORY.stream().allMatch(sample::has)) {
            return null;
        }
        GoSample.Checked checked = GoSample.check(
                sample.atMillis(),
                sample.get(HEAP_GOAL),
                sample.get(HEAP_LIVE, 0),
                sample.get(HEAP_OBJECTS),
                sample.get(ALLOCATED),
                sample.get(GC_CYCLES),
                sample.get(GOGC),
                sample.get(MEMORY_LIMIT, 0),
                sample.get(MAPPED),
                sample.get(HEAP_RELEASED),
                sample.get(RESIDENT, 0),
                sample.get(STACKS, 0));
        return checked instanceof GoSample.Checked.Accepted accepted ? accepted.sample() : null;
    }
}
