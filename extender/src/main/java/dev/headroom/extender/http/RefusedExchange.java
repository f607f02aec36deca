package dev.headroom.extender.http;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused, perhaps before its body has come. What still comes is thrown away up to a limit, because a
 * connection that is closed with unread bytes is reset, and the client would not see why.
 */
final class RefusedExchange {

    private final ExchangeScope scope;
    private final HttpServerRequest request;
    private final @Nullable Verb verb;
    private long mayDiscard;

    RefusedExchange(ExchangeScope scope, HttpServerRequest request, @Nullable Verb verb) {
        this.scope = scope;
        this.request = request;
        this.verb = verb;
        this.mayDiscard = scope.limits().maxBodyBytes();
    }

    /** Refuses a request by its head. */
    void refuse(Refusal refusal) {
        refuse(refusal, ExchangeScope.expectsContinue(request));
    }

    /** Refuses a request of whose body a part was read. */
    void refuseWithinBody(Refusal refusal) {
        refuse(refusal, false);
    }

    /** @param waits for 100 Continue: the client sends no body after this, so the connection has no next request */
    private void refuse(Refusal refusal, boolean waits) {
        Refusal said = waits && !refusal.close() ? Refusal.closing(refusal.code(), refusal.message()) : refusal;
        request.handler(chunk -> discard(chunk.length()));
        request.endHandler(end -> {
            scope.connections().requestRead(request.connection());
            if (said.close()) {
                close();
            }
        });
        scope.meters().refused(verb, said.code());
        scope.answers().refuse(request, said).onComplete(written -> {
            if (waits) {
                close();
            }
        });
    }

    private void discard(int bytes) {
        mayDiscard -= bytes;
        if (mayDiscard < 0) {
            close();
        }
    }

    private void close() {
        var unused = request.connection().close();
    }
}
