package dev.headroom.extender.backtest;

/**
 * Which forecasts are judged: those made within [from, to], epoch milliseconds, whose whole horizon was seen.
 */
public record Window(long fromMillis, long toMillis) {

    public static final Window ALL = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean has(long atMillis) {
        return atMillis >= fromMillis && atMillis <= toMillis;
    }
}
