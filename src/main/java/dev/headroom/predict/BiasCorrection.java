package dev.headroom.predict;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import dev.headroom.api.MemoryForecast;

/**
 * By how much the forecasts of one workload are wrong in the same direction, learnt from forecasts and what came of
 * them. Works like {@link Feedback}: once per period
 *
 * <pre>factor += 0.15 · (median of the last 5 of truth/forecast − factor)</pre>
 *
 * <p>What is observed must be the forecast <em>before</em> this correction, else it would correct itself. Each truth/forecast
 * is held within 0.9 to 1.1, and so is the factor: a lying or broken replica moves its siblings' forecasts by 10 % at
 * most. Not thread-safe.
 */
public final class BiasCorrection {

    /** Under this name it stands in explanations. */
    public static final String NAME = "bias correction";

    /** The furthest that it corrects, as a share of the forecast. */
    public static final double LARGEST = 0.10;

    private static final double GAIN = FeedbackSettings.DEFAULTS.gain();
    private static final int WINDOW = FeedbackSettings.DEFAULTS.window();
    private static final int FEWEST = FeedbackSettings.DEFAULTS.fewest();

    private final long periodMillis;
    private final double largest;
    private final FeedbackWindow ratios = new FeedbackWindow(WINDOW);
    private double factor = 1;
    private long lastMillis = Long.MIN_VALUE;
    private long observations;

    /** With {@link #LARGEST}. */
    public BiasCorrection(long periodMillis) {
        this(periodMillis, LARGEST);
    }

    /**
     * @param periodMillis shortest time between two steps, &gt; 0: at least the forecasts' horizon
     * @param largest the furthest that it corrects, as a share of the forecast, 0 to {@link #LARGEST}
     */
    public BiasCorrection(long periodMillis, double largest) {
        if (periodMillis <= 0) {
            throw new IllegalArgumentException("periodMillis is " + periodMillis + ", allowed is 1 or more");
        }
        if (!(largest >= 0 && largest <= LARGEST)) {
            throw new IllegalArgumentException("largest is " + largest + ", allowed is 0 to " + LARGEST);
        }
        this.periodMillis = periodMillis;
        this.largest = largest;
    }

    /**
     * A forecast came due.
     *
     * @param forecastBytes its median, uncorrected
     * @param truthBytes the highest resident memory within its horizon: of the same kind as what was forecast
     * @param atMillis epoch milliseconds of its end
     * @return whether it was taken: both are above 0, and a period has passed since the one before
     */
    public boolean observe(long forecastBytes, long truthBytes, long atMillis) {
        boolean early = lastMillis != Long.MIN_VALUE && atMillis - lastMillis < periodMillis;
        if (forecastBytes <= 0 || truthBytes <= 0 || early) {
            return false;
        }
        lastMillis = atMillis;
        observations++;
        ratios.add(Math.clamp((double) truthBytes / forecastBytes, 1 - LARGEST, 1 + LARGEST));
        if (ratios.size() >= FEWEST) {
            factor = Math.clamp(factor + GAIN * (ratios.median() - factor), 1 - largest, 1 + largest);
        }
        return true;
    }

    /** What a forecast is multiplied with, 0.9 to 1.1; 1 until there are observations. */
    public double factor() {
        return factor;
    }

    /** How many observations were taken. */
    public long observations() {
        return observations;
    }

    /** The forecast with its mean and quantiles corrected; its spread stays, its caller keeps it within the limit. */
    public MemoryForecast correct(MemoryForecast forecast) {
        return new MemoryForecast(
                        corrected(forecast.meanBytes()),
                        forecast.spreadBytes(),
                        forecast.confidence(),
                        forecast.sampledAtMillis(),
                        forecast.source())
                .withLow(corrected(forecast.lowBytes()))
                .withHigh(corrected(forecast.highBytes()));
    }

    private long corrected(long bytes) {
        return (long) Math.min(bytes * factor, MemoryForecast.MAX_BYTES);
    }

    /** What it adds to a forecast of that size, for an explanation. */
    public Quantity explain(long forecastBytes) {
        return new Quantity(NAME, Math.rint(forecastBytes * (factor - 1)), Unit.BYTES);
    }
}
