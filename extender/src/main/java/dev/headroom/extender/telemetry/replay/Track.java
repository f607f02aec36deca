package dev.headroom.extender.telemetry.replay;

import java.nio.file.Path;

/** How far one target's recording was read. Not thread-safe. */
final class Track {

    /** A kubelet measures every 10 to 15 s, a busy one up to 25 s apart; dead containers stay for minutes. */
    static final long ALIVE_MILLIS = 30_000;

    /** How long a container that no kubelet knows of may be silent at the end. */
    static final long SILENT_MILLIS = 60_000;

    private final RecordedTarget target;
    private final ScrapeFolder scrapes;
    private final long intervalMillis;
    private int next;
    private boolean appeared;
    private boolean gone;
    private boolean knownByKubelet;
    private long measuredByKubeletAt;

    Track(RecordedTarget target, ScrapeFolder scrapes) {
        this.target = target;
        this.scrapes = scrapes;
        this.intervalMillis = scrapes.intervalMillis();
    }

    RecordedTarget target() {
        return target;
    }

    boolean hasNext() {
        return next < scrapes.moments().length;
    }

    /** Whether it was scraped itself before. */
    boolean wasScraped() {
        return next > 0;
    }

    long nextMoment() {
        return scrapes.moments()[next];
    }

    Path takeFile() {
        return scrapes.file(next++);
    }

    /** Time between two scrapes; 0 if unknown. */
    long intervalMillis() {
        return intervalMillis;
    }

    /** @return whether this is the first time */
    boolean appear() {
        boolean first = !appeared;
        appeared = true;
        return first;
    }

    void leave() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    /** A scrape of the kubelet held a row of it, measured at that moment. */
    void shownByKubelet(long measuredAtMillis, long nowMillis) {
        knownByKubelet = true;
        measuredByKubeletAt = nowMillis - measuredAtMillis <= ALIVE_MILLIS ? nowMillis : 0;
    }

    /** The kubelet that showed it no longer does. */
    void leftOutByKubelet() {
        measuredByKubeletAt = 0;
    }

    /** Whether a scrape that is overdue failed, and the container did not simply end, or wait for its restart. */
    boolean isAlive(long nowMillis) {
        if (knownByKubelet && measuredByKubeletAt == 0) {
            return false;
        }
        if (hasNext()) {
            return true;
        }
        return knownByKubelet
                ? nowMillis - measuredByKubeletAt <= ALIVE_MILLIS
                : nowMillis - scrapes.moments()[next - 1] <= SILENT_MILLIS;
    }
}
