package dev.headroom.extender.telemetry;

import dev.headroom.extender.telemetry.exposition.PrometheusText;
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
    private final ScrapeAnswer answer;
    private final PrometheusText text;
    private final CompletableFuture<Scraped> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long length;

    ScrapeBody(ScrapeAnswer answer, int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
        this.answer = answer;
        this.text = new PrometheusText(answer.sink());
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
        body.complete(answer.scraped(clock.millis()));
    }
}
