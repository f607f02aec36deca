package dev.headroom.extender.telemetry.prometheus;

/**
 * Among how many rounds the pods of a large cluster are divided, so that no round brings more than it may. Each pod is
 * then seen whole, and less often. Not thread-safe.
 */
final class Shards {

    static final int MOST = 16;

    /** Parts are not equal. */
    private static final double MARGIN = 1.15;

    private final long maxBytes;
    private int count = 1;
    private int index;
    private long rotationBytes;
    private boolean rotationWhole = true;

    /** @param maxBytes of one round */
    Shards(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    int count() {
        return count;
    }

    /** 0 to {@link #count} − 1. */
    int index() {
        return index;
    }

    /** What all pods together will take, before anything was measured. */
    void expect(long bytes) {
        divide(bytes);
    }

    /**
     * A round has ended.
     *
     * @param bytes what it brought
     * @param whole whether all of its queries were answered
     */
    void finished(long bytes, boolean whole) {
        rotationBytes += bytes;
        rotationWhole &= whole;
        index++;
        if (index >= count) {
            if (rotationWhole) {
                divide(rotationBytes);
            }
            begin();
        }
    }

    /** An answer was too large, or took too long. */
    void tooMuch() {
        count = Math.min(MOST, count * 2);
        begin();
    }

    private void divide(long bytes) {
        int needed = (int) Math.clamp((long) Math.ceil(bytes * MARGIN / maxBytes), 1, MOST);
        // One part fewer only with room to spare, so that the number does not swing.
        if (needed > count || needed < count && bytes * MARGIN < (count - 1) * 0.9 * maxBytes) {
            count = needed;
            begin();
        }
    }

    private void begin() {
        index = 0;
        rotationBytes = 0;
        rotationWhole = true;
    }
}
