package dev.headroom.bench.accuracy;

/**
 * How often the probability of a kill rose to 0.5 or more, and how often for nothing: without a kill or a stall in the
 * 120 s after it. A stall: a scrape that brought nothing while the program held 90 % of its limit or more.
 *
 * @param crossings how often it rose
 * @param falseOnes for nothing; those too whose 120 s the end of the recording cuts off
 * @param cutOff how many of the false ones that were
 */
record Alarms(int crossings, int falseOnes, int cutOff) {

    private static final long WITHIN_MILLIS = 120_000;
    private static final double NEAR_LIMIT = 0.9;

    static Alarms of(Watched watched) {
        Program program = watched.program();
        int crossings = 0;
        int falseOnes = 0;
        int cutOff = 0;
        boolean above = false;
        for (Moment moment : watched.moments()) {
            if (moment.atMillis() > program.truth().lastMillis()) {
                break;
            }
            boolean now = moment.oomProbability() >= Kill.ALARM;
            if (now && !above) {
                crossings++;
                long until = moment.atMillis() + WITHIN_MILLIS;
                boolean killed = program.wasKilled() && program.killedMillis() <= until;
                if (!killed && !stalls(watched, moment.atMillis(), until)) {
                    falseOnes++;
                    cutOff += until > program.truth().lastMillis() && !program.wasKilled() ? 1 : 0;
                }
            }
            above = now;
        }
        return new Alarms(crossings, falseOnes, cutOff);
    }

    Alarms plus(Alarms other) {
        return new Alarms(crossings + other.crossings, falseOnes + other.falseOnes, cutOff + other.cutOff);
    }

    private static boolean stalls(Watched watched, long after, long until) {
        Program program = watched.program();
        return watched.moments().stream()
                .filter(moment -> moment.atMillis() > after && moment.atMillis() <= until && !moment.answered())
                .anyMatch(moment -> program.truth().at(moment.atMillis()) >= NEAR_LIMIT * program.limitBytes());
    }
}
