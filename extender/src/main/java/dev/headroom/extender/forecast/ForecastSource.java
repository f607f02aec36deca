package dev.headroom.extender.forecast;

import dev.headroom.predict.Sample;
import java.io.IOException;

/** Where forecasts get their samples: a recording, programs that are scraped now, a Prometheus. */
public interface ForecastSource {

    /**
     * Tells everything in the order of time and returns when there is no more, or when the listener wants none.
     *
     * @throws IOException if the source cannot be read; the message says what and why
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    void run(Listener listener) throws IOException, InterruptedException;

    /** Takes what a source tells; called by one thread at a time. Times are epoch milliseconds. */
    interface Listener {

        /** A container is known from now on. To be told before anything else about it. */
        void appeared(Subject subject, long atMillis);

        /** Something was said about a container, by whatever source of the same. An empty sample counts as a missed scrape. */
        void sampled(Subject subject, Sample sample);

        /** A scrape should have brought a sample at that moment and did not. */
        void missed(Subject subject, long atMillis);

        /** All that is known of the container at that moment was told: a forecast is wanted. */
        void due(Subject subject, long atMillis);

        /** The container is no more. */
        void gone(Subject subject, long atMillis);

        /** A round over all containers is complete, where a source has rounds. @return whether another is wanted */
        boolean roundEnded();
    }
}
