package dev.headroom.bench.accuracy;

/**
 * Of which instants forecasts are judged, and how far they look.
 *
 * @param fromAgeMillis a program's age from which on its forecasts count
 * @param horizonMillis truth is the highest resident memory within (t, t + horizon]
 */
record Window(long fromAgeMillis, long horizonMillis) {

    /** The one of all figures: 60 s ahead from an age of 60 s. */
    static final Window STANDARD = new Window(60_000, 60_000);

    /** For runs of a minute and a half. */
    static final Window SHORT = new Window(30_000, 30_000);
}
