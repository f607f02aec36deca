package dev.headroom.predict;

/**
 * Where a Go heap goes within a horizon, cycle by cycle: it grows by what is allocated until the goal, a cycle leaves
 * what is live then, the pacer sets the next goal.
 *
 * @param peakObjects the most that heap objects reach, bytes
 * @param goal the heap goal at the end, bytes
 * @param live the live heap at the end, bytes
 * @param cyclesPerSecond of the collector at the end; a forced one comes after 2 minutes without
 */
record HeapOutlook(double peakObjects, double goal, double live, double cyclesPerSecond) {

    /** Beyond these the goals are computed at once: a squeezed heap collects without end. */
    private static final int MOST_STEPS = 200;

    /** With a live heap that stays as it is, one cycle is like the next from the second on. */
    private static final int STEADY_STEPS = 2;

    /** {@code forcegcperiod}. */
    private static final double FORCED_SECONDS = 120;

    /** A squeezed heap collects as often as its limiter allows; not more often than a hundred times per heap. */
    private static final double SMALLEST_SAW = 0.01;

    /**
     * What comes of the heap.
     *
     * @param allocated bytes per second
     * @param growth of the live heap, bytes per second; may be negative
     */
    static HeapOutlook of(HeapView heap, double allocated, double growth, double seconds) {
        double live = heap.live();
        double goal = heap.goal();
        double objects = heap.objects();
        double left = seconds;
        double peak = objects;
        double grownSince = 0;
        double rate = Math.max(allocated, Math.max(0, growth));
        double shortest = seconds / MOST_STEPS;
        int most = growth == 0 ? STEADY_STEPS : Integer.MAX_VALUE;
        for (int done = 0; done < most && left > 0 && rate > 0; done++) {
            double full = HeapView.peakObjects(live, goal);
            double toGoal = Math.max(0, full - objects) / rate;
            if (toGoal >= left || Double.isInfinite(toGoal)) {
                peak = Math.max(peak, objects + rate * left);
                break;
            }
            peak = Math.max(peak, Math.max(objects, full));
            double step = Math.max(toGoal, shortest);
            step = Math.min(step, left);
            left -= step;
            grownSince += step;
            live = Math.max(0, heap.live() + growth * (grownSince + sinceMark(heap, rate)));
            objects = live;
            goal = heap.goalAt(live);
            peak = Math.max(peak, live);
        }
        double saw = Math.max(goal - live, goal * SMALLEST_SAW);
        return new HeapOutlook(peak, goal, live, Math.max(rate / Math.max(saw, 1), 1 / FORCED_SECONDS));
    }

    /** Seconds since the mark that found the live heap: what is there beyond it was allocated since. */
    private static double sinceMark(HeapView heap, double rate) {
        return rate <= 0 ? 0 : Math.min(FORCED_SECONDS, Math.max(0, heap.objects() - heap.live()) / rate);
    }
}
