package dev.headroom.extender.telemetry;

import dev.headroom.extender.telemetry.exposition.PrometheusText;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.names.Reading;
import dev.headroom.predict.Sample;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a body while it arrives, up to a limit; memory does not depend on its length. */
final class ScrapeBody implements HttpResponse.BodySubscriber<Scraped> {

    private final int limit;
    private final InstantSource clock;
    private final Reading reading;
    private final PrometheusText text;
    private final CompletableFuture<Scraped> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long length;

    ScrapeBody(NameTable names, int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
        this.reading = names.reading();
        this.text = new PrometheusText(reading);
    }

    @Override
    public CompletionStage<Scraped> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            length += part.remaining();
            if (length > limit) {
                if (subscription != null) {
                    subscription.cancel();
                }
                body.complete(new Scraped.TooLarge(limit));
                return;
            }
            text.read(part);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        text.end();
        Sample sample = reading.sample(clock.millis(), Sample.Origin.SCRAPE);
        body.complete(sample.isEmpty() ? new Scraped.Missing() : new Scraped.Sampled(sample));
    }
}
