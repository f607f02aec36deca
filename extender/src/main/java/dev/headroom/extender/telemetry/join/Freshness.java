package dev.headroom.extender.telemetry.join;

/** Whether a measurement of one container and side is news. Not thread-safe. */
public final class Freshness {

    /** What is to be done with a measurement. */
    public sealed interface Verdict {

        /** It is new. @param atMillis when it was made, epoch milliseconds by our clock */
        record News(long atMillis) implements Verdict {}

        /** It is new, and by a clock ahead of the server's: taken to be of now. */
        record Ahead(long atMillis) implements Verdict {}

        /** It was seen before: a scrape is late, or was missed, or another replica of the server is behind. */
        record Repeated() implements Verdict {}

        /** Nobody measures any more. */
        record Stale() implements Verdict {}

        /** It goes on and is old all the same: it comes late, or a node's clock is wrong. Which cannot be told. */
        record Behind() implements Verdict {}
    }

    /** Times went through a decimal, and through an estimate of how two clocks differ. */
    private static final long SAME_MILLIS = 500;

    private static final long NEVER = Long.MIN_VALUE;

    private long lastMillis = NEVER;
    private long lastToldMillis = NEVER;

    /**
     * @param atMillis when it was made; after {@code nowMillis} if the clock that told it is ahead
     * @param nowMillis when the server looked; both by our clock
     * @param staleMillis from which age on a measurement is too old
     */
    public Verdict judge(long atMillis, long nowMillis, long staleMillis) {
        boolean first = lastMillis == NEVER;
        boolean moved = !first && atMillis > lastMillis + SAME_MILLIS;
        boolean same = !first && Math.abs(atMillis - lastMillis) <= SAME_MILLIS;
        lastMillis = same ? lastMillis : atMillis;
        if (nowMillis - atMillis > staleMillis) {
            return moved ? new Verdict.Behind() : new Verdict.Stale();
        }
        if (!first && !moved) {
            return new Verdict.Repeated();
        }
        return atMillis > nowMillis + SAME_MILLIS
                ? new Verdict.Ahead(told(nowMillis))
                : new Verdict.News(told(Math.min(atMillis, nowMillis)));
    }

    /** Times never go back, whichever clock told them. */
    private long told(long atMillis) {
        lastToldMillis = lastToldMillis == NEVER ? atMillis : Math.max(atMillis, lastToldMillis + 1);
        return lastToldMillis;
    }
}
