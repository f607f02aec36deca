package dev.headroom.extender.forecast;

/** Where forecasts are written, in one form. Not thread-safe. */
public interface ForecastOutput extends AutoCloseable {

    void line(ForecastLine line);

    /** All containers had their turn. */
    void roundEnded();

    /** Nothing more comes. */
    @Override
    void close();
}
