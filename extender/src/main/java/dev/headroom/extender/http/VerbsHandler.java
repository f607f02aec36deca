package dev.headroom.extender.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Decides by a request's head whether its body is read for a verb, or what is wrong with it. */
final class VerbsHandler implements Handler<HttpServerRequest> {

    private static final String NO_BIND = "bind is not offered: Headroom advises and never places a pod itself."
            + " Remove bindVerb from the extender's entry in KubeSchedulerConfiguration.";
    private static final String NO_SUCH_PATH = "no such path; POST /filter, /prioritize or /preempt";

    private final ExchangeScope scope;

    VerbsHandler(ExchangeScope scope) {
        this.scope = scope;
    }

    @Override
    public void handle(HttpServerRequest request) {
        scope.connections().requestBegan(request.connection());
        Verb verb = Verb.at(request.path());
        Refusal refusal = refusal(request, verb);
        if (verb != null && refusal == null) {
            new VerbExchange(scope, request, verb).read();
        } else {
            Refusal because = refusal == null ? Refusal.of(404, NO_SUCH_PATH) : refusal;
            new RefusedExchange(scope, request, verb).refuse(because);
        }
    }

    private @Nullable Refusal refusal(HttpServerRequest request, @Nullable Verb verb) {
        if (verb == null) {
            return Refusal.of(404, Verb.isPath(request.path(), "/bind") ? NO_BIND : NO_SUCH_PATH);
        }
        if (request.method() != HttpMethod.POST) {
            return Refusal.of(405, request.method() + " is not allowed here; POST is");
        }
        if (request.headers().size() > scope.limits().maxHeaders()) {
            return Refusal.of(431, "more than " + scope.limits().maxHeaders() + " headers");
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !"identity".equalsIgnoreCase(encoding.strip())) {
            return Refusal.of(415, "Content-Encoding " + encoding + " is not read; send the body as it is");
        }
        return refusalOfLength(request);
    }

    private @Nullable Refusal refusalOfLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return null;
        }
        try {
            return Long.parseLong(length) > scope.limits().maxBodyBytes() ? scope.tooLarge() : null;
        } catch (NumberFormatException e) {
            return Refusal.of(400, "Content-Length is not a number");
        }
    }
}
