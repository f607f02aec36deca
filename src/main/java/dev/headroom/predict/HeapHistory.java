package dev.headroom.predict;

/** What a Go heap did until now: how fast it allocates, how its live part and what is no heap grow. Not thread-safe. */
final class HeapHistory {

    private final Rate allocated = new Rate(20);
    private final Rate allocatedLong = new Rate(120);
    private final Rate cycles = new Rate(60);
    private final Growth live = new Growth(0.008);
    private final RecentMedian goals = new RecentMedian();
    private final Growth rest = new Growth(0.004);
    private double cyclesSeen = Double.NaN;
    private static final double GOAL_FADE = 0.99;
    private static final double GOAL_STAYS = 0.03;
    private static final double GOAL_NOISE = 4;
    private static final double GOAL_LEAST_SHARE = 0.15;
    private double cyclesBefore;
    private double highestGoal;
    private double fullness = 1.0;

    /** @param resident NaN if unknown */
    void add(long atMillis, Sample sample, HeapView heap, double resident) {
        allocated.add(atMillis, sample.get(Signal.ALLOCATED));
        allocatedLong.add(atMillis, sample.get(Signal.ALLOCATED));
        double count = sample.get(Signal.GC_CYCLES);
        cycles.add(atMillis, count);
        // Between two marks the live heap is not known anew: the same point again would only look sure.
        if (Double.isNaN(count) || count != cyclesSeen) {
            live.add(atMillis, heap.marked(), Math.max(heap.live(), 4 << 20));
            cyclesSeen = count;
        }
        if (!Double.isInfinite(heap.goal())) {
            goals.add(heap.goal());
        }
        if (!Double.isNaN(resident)) {
            rest.add(atMillis, resident - heap.spans(), Math.max(resident, 16 << 20) * 0.5);
        }
        boolean cycled = Double.isNaN(count) || count > cyclesBefore;
        cyclesBefore = Double.isNaN(count) ? 0 : count;
        fill(heap, cycled);
    }

    /** Learns what the spans of a full heap take per byte of its objects; only while the goal does not fall. */
    private void fill(HeapView heap, boolean cycled) {
        if (Double.isInfinite(heap.goal()) || heap.goal() <= 0) {
            return;
        }
        highestGoal = Math.max(heap.goal(), highestGoal * GOAL_FADE);
        double full = HeapView.peakObjects(heap.live(), heap.goal());
        boolean filled = cycled || heap.objects() > full * 0.9;
        if (filled && heap.goal() >= highestGoal * 0.98) {
            fullness += (Math.clamp(heap.spans() / full, 0.9, 1.5) - fullness) * 0.2;
        }
    }

    void forget() {
        allocated.forget();
        allocatedLong.forget();
        cycles.forget();
        live.forget();
        goals.forget();
        rest.forget();
        cyclesSeen = Double.NaN;
    }

    /** Bytes per second; the larger of the last 20 s and the last 2 min. */
    double allocationRate() {
        return Math.max(allocated.perSecond(), allocatedLong.perSecond());
    }

    /** Whether two looks at the counter were taken. */
    boolean isRateKnown() {
        return allocatedLong.isKnown();
    }

    double recentAllocationRate() {
        return allocated.perSecond();
    }

    /** Bytes per second by which the live heap grows. */
    double liveGrowth(double level) {
        return live.perSecond(Math.max(level, 4 << 20));
    }

    /** For how many of those seconds the live heap is expected to go on so. */
    double liveGrows(double seconds, long nowMillis) {
        return live.effective(seconds, nowMillis);
    }

    /** Bytes per second by which everything resident that is no heap grows. */
    double restGrowth(double resident) {
        return rest.perSecond(Math.max(resident, 16 << 20) * 0.5);
    }

    double restGrows(double seconds, long nowMillis) {
        return rest.effective(seconds, nowMillis);
    }

    /** For how long what grows has grown, seconds. */
    double lasted(long nowMillis) {
        return Math.max(live.lasted(nowMillis), rest.lasted(nowMillis));
    }

    /** Bytes between two cycles lately; NaN unknown. */
    double allocatedPerCycle() {
        return cycles.perSecond() > 0 && allocatedLong.isKnown()
                ? allocatedLong.perSecond() / cycles.perSecond()
                : Double.NaN;
    }

    double cyclesPerSecond() {
        return cycles.perSecond();
    }

    /** The heap goal in so many seconds: as lately, unless what the outlook says stands out of how goals jump about. */
    double goalAhead(HeapOutlook outlook) {
        if (goals.stays(GOAL_STAYS)) {
            return goals.last();
        }
        double usual = goals.median();
        double noise = Math.max(GOAL_NOISE * goals.deviation(), GOAL_LEAST_SHARE * usual);
        return goals.isEmpty() || Math.abs(outlook.goal() - usual) > noise ? outlook.goal() : usual;
    }

    /** Median of the last goals; 0 if unknown. */
    double usualGoal() {
        return goals.median();
    }

    /** Span memory of a full heap over its objects, 0.9 to 1.5. */
    double spansPerObject() {
        return fullness;
    }
}
