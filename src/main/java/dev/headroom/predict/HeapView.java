package dev.headroom.predict;

/**
 * A Go heap at one moment, as its pacer sees it. Bytes; made from a {@link Sample}, missing parts inferred.
 *
 * @param goal heap goal; {@link Double#POSITIVE_INFINITY} if there is none
 * @param live what the last mark found live, reported or inferred
 * @param liveReported whether {@code live} is the runtime's own figure
 * @param objects objects now, garbage included
 * @param unused spans' memory that holds no object
 * @param held mapped and not released, everything
 * @param free free spans that are still held
 * @param beside held memory that is no heap: stacks, metadata, the runtime's own
 * @param roots stacks and globals that count for the goal
 * @param gogc percent; negative for off
 * @param limit GOMEMLIMIT; {@link Double#POSITIVE_INFINITY} for none
 */
record HeapView(
        double goal,
        double live,
        boolean liveReported,
        double objects,
        double unused,
        double held,
        double free,
        double beside,
        double roots,
        double gogc,
        double limit) {

    /** Share of the heap that metadata and rounding add where the runtime does not say. */
    private static final double UNSEEN_UNUSED = 0.03;

    /** Metadata of spans and marks over what is held; and what the runtime holds besides, bytes. */
    private static final double METADATA_SHARE = 0.03;

    private static final double RUNTIME_BYTES = 3 << 20;
    private static final double TRIGGER_SHARE = 0.95;
    /** Held memory over GOMEMLIMIT from which on the limit may be what makes the goal. */
    private static final double NEAR_LIMIT = 0.85;

    private static final double TRIGGER_BYTES = 4 << 20;

    /** Whether the sample says enough for a view. */
    static boolean isPossible(Sample sample) {
        return sample.has(Signal.HEAP_GOAL)
                && (sample.has(Signal.HEAP_OBJECTS) || sample.has(Signal.MAPPED) || sample.has(Signal.RESIDENT));
    }

    /** @param allocatedPerCycle bytes between two cycles lately; NaN unknown */
    static HeapView of(Sample sample, ContainerSpec spec, double allocatedPerCycle) {
        double goal = sample.get(Signal.HEAP_GOAL);
        double gogc = gogc(sample, spec, goal);
        double limit = sample.get(Signal.MEMORY_LIMIT, limitOf(spec));
        double roots = sample.get(Signal.ROOTS, sample.get(Signal.STACKS, 0));
        double held = sample.has(Signal.MAPPED)
                ? sample.get(Signal.MAPPED) - sample.get(Signal.HEAP_RELEASED, 0)
                : sample.get(Signal.RESIDENT, goal);
        double objects = sample.get(Signal.HEAP_OBJECTS);
        if (Double.isNaN(objects)) {
            return ofHeldAlone(sample, goal, gogc, limit, roots, held);
        }
        double unused = sample.get(Signal.HEAP_UNUSED, objects * UNSEEN_UNUSED);
        double rest = Math.max(0, held - objects - unused);
        double beside = sample.has(Signal.HEAP_FREE)
                ? Math.max(0, rest - sample.get(Signal.HEAP_FREE))
                : Math.min(rest, besideHeap(sample, held));
        double free = sample.get(Signal.HEAP_FREE, rest - beside);
        boolean reported = sample.get(Signal.HEAP_LIVE, 0) > 0;
        double live = reported ? sample.get(Signal.HEAP_LIVE) : inferredLive(goal, roots, gogc, objects);
        if (!reported && held > limit * NEAR_LIMIT && allocatedPerCycle > 0) {
            // The limit makes the goal, not GOGC: a cycle begins when this much was allocated beyond what is live.
            live = Math.clamp(goal - allocatedPerCycle / TRIGGER_SHARE, Math.min(live, objects), objects);
        }
        return new HeapView(goal, live, reported, objects, unused, held, free, beside, roots, gogc, limit);
    }

    /** Where only what is held in all is known: a heap halfway between its live part and its goal. */
    private static HeapView ofHeldAlone(
            Sample sample, double goal, double gogc, double limit, double roots, double held) {
        double beside = Math.min(held, besideHeap(sample, held));
        double spans = held - beside;
        double live = sample.get(Signal.HEAP_LIVE, inferredLive(goal, roots, gogc, spans));
        double objects = Math.min(spans, (live + peakObjects(live, Math.min(goal, spans))) / 2);
        return new HeapView(goal, live, false, objects, 0, held, spans - objects, beside, roots, gogc, limit);
    }

    /** What is held and no heap, where nothing says how much is free. */
    private static double besideHeap(Sample sample, double held) {
        return sample.get(Signal.STACKS, 0) + held * METADATA_SHARE + RUNTIME_BYTES;
    }

    /** The goal at another live heap, everything else as now. */
    double goalAt(double marked) {
        double byPercent = gogc < 0
                ? Double.POSITIVE_INFINITY
                : Math.max(
                        marked + (marked + roots) * gogc / 100, GoPacer.HEAP_MINIMUM_BYTES * Math.max(0, gogc) / 100);
        if (Double.isInfinite(limit)) {
            return byPercent;
        }
        // As GoPacer.goalByLimit at the moment when the heap has grown to its goal: free spans used up.
        double nonHeap = beside + unused;
        double room = limit - nonHeap;
        double byLimit = room <= 0 ? marked : Math.max(marked, room - Math.max(room * 0.03, 1 << 20));
        return Math.min(byPercent, byLimit);
    }

    /**
     * How far objects get before a cycle that began in time ends: the trigger lies at most at 95 % of the way to the
     * goal, or 4 MiB before it where that is later (mgcpacer.go, trigger).
     */
    static double peakObjects(double live, double goal) {
        return Math.max(live, Math.max(live + TRIGGER_SHARE * (goal - live), goal - TRIGGER_BYTES));
    }

    /** Memory of the heap's spans, in use or free, that is not given back. */
    double spans() {
        return objects + unused + free;
    }

    /** The live part that a trend is drawn through: as inferred from the goal alone, which does not depend on the moment. */
    double marked() {
        if (liveReported || gogc <= 0 || Double.isInfinite(goal) || isLimited()) {
            return live;
        }
        double ratio = gogc / 100;
        return Math.max(goal / (1 + ratio) / 2, (goal - roots * ratio) / (1 + ratio));
    }

    /** Whether the memory limit, not GOGC, makes the goal. */
    boolean isLimited() {
        return !Double.isInfinite(limit) && (gogc < 0 || goal < (live + (live + roots) * gogc / 100) * 0.98);
    }

    private static double gogc(Sample sample, ContainerSpec spec, double goal) {
        double said = sample.get(Signal.GOGC);
        boolean offAndYetAGoal = said < 0
                && !Double.isInfinite(goal)
                && Double.isInfinite(sample.get(Signal.MEMORY_LIMIT, limitOf(spec)));
        if (!Double.isNaN(said) && !offAndYetAGoal) {
            return said >= 0x1p62 ? -1 : said;
        }
        if (Double.isInfinite(goal)) {
            return -1;
        }
        return Double.isNaN(spec.gogcPercent()) ? GoPacer.DEFAULT_PERCENT : spec.gogcPercent();
    }

    private static double limitOf(ContainerSpec spec) {
        return spec.goMemLimitBytes() == ContainerSpec.NOT_SET
                ? Double.POSITIVE_INFINITY
                : (double) spec.goMemLimitBytes();
    }

    private static double inferredLive(double goal, double roots, double gogc, double objects) {
        if (gogc < 0 || Double.isInfinite(goal)) {
            return objects * 0.7;
        }
        double ratio = gogc / 100;
        return Math.max(0, Math.min((goal - roots * ratio) / (1 + ratio), objects));
    }
}
