package dev.headroom.extender.report;

/** CPU cores in use by a counter of CPU seconds, the last minutes weighing most. Not thread-safe. */
final class CpuRate {

    private static final double HALF_LIFE_SECONDS = 120;

    private double last = Double.NaN;
    private long lastMillis;
    private double used;
    private double seconds;

    /** @param counter CPU seconds so far; NaN says nothing, less than before means a new process */
    void add(long atMillis, double counter) {
        double passed = (atMillis - lastMillis) / 1000.0;
        if (Double.isNaN(counter) || passed <= 0) {
            return;
        }
        if (counter >= last) {
            double fade = Math.pow(2, -passed / HALF_LIFE_SECONDS);
            used = used * fade + counter - last;
            seconds = seconds * fade + passed;
        }
        last = counter;
        lastMillis = atMillis;
    }

    /** NaN before the second value. */
    double cores() {
        return seconds > 0 ? used / seconds : Double.NaN;
    }
}
