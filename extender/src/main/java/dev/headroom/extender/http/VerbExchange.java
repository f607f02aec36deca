package dev.headroom.extender.http;

import dev.headroom.extender.verbs.BadRequestException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** One request to a verb: reads its body, answers it. Everything happens on the event loop. */
final class VerbExchange {

    private final ExchangeScope scope;
    private final HttpServerRequest request;
    private final Verb verb;
    private final long startedAt;
    private final BodyBuffers.Body body;
    private boolean done;

    VerbExchange(ExchangeScope scope, HttpServerRequest request, Verb verb) {
        this.scope = scope;
        this.request = request;
        this.verb = verb;
        this.startedAt = scope.ticker().nanos();
        this.body = scope.buffers().open();
    }

    void read() {
        request.handler(this::take);
        request.endHandler(end -> answer());
        request.exceptionHandler(this::abort);
        if (ExchangeScope.expectsContinue(request)) {
            var unused = request.response().writeContinue();
        }
    }

    private void take(Buffer chunk) {
        if (done) {
            return;
        }
        if (chunk.length() > scope.limits().maxBodyBytes() - body.length()) {
            refuseUnread(scope.tooLarge());
        } else if (!body.append(chunk)) {
            refuseUnread(Refusal.closing(503, "too many large bodies are being read at once; try again"));
        }
    }

    private void answer() {
        if (done) {
            return;
        }
        scope.connections().requestRead(request.connection());
        try {
            byte[] json = verb.answer(scope.verbs(), body.bytes(), body.length());
            scope.answers().ok(request, json);
            scope.meters().answered(verb, scope.ticker().nanos() - startedAt);
        } catch (BadRequestException e) {
            refuseRead(Refusal.of(400, String.valueOf(e.getMessage())));
        } catch (Throwable e) {
            // Errors, too: a plugin that cannot be linked must not leave kube-scheduler without an answer.
            scope.log()
                    .error(
                            verb.text() + " " + e.getClass().getName(),
                            verb.text() + " failed; the request got status 500",
                            e);
            refuseRead(Refusal.of(
                    500,
                    verb.text() + " failed inside Headroom: " + e.getClass().getSimpleName() + "; its log says more"));
        } finally {
            finish();
        }
    }

    private void refuseRead(Refusal refusal) {
        scope.meters().refused(verb, refusal.code());
        var unused = scope.answers().refuse(request, refusal);
    }

    private void refuseUnread(Refusal refusal) {
        finish();
        new RefusedExchange(scope, request, verb).refuseWithinBody(refusal);
    }

    private void abort(Throwable cause) {
        if (!done) {
            finish();
            scope.meters().refused(verb, HttpMeters.ABORTED);
        }
    }

    private void finish() {
        done = true;
        body.close();
    }
}
