package dev.headroom.extender.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What every request of the operations port meets first: headers that keep browsers strict, GET and HEAD only. */
public final class OpsGate implements Handler<RoutingContext> {

    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none';" + " frame-ancestors 'none'";

    private static final String ASKED_FOR_HEAD = "headroom.head";

    private final HttpLimits limits;

    OpsGate(HttpLimits limits) {
        this.limits = limits;
    }

    @Override
    public void handle(RoutingContext request) {
        harden(request.response());
        HttpMethod method = request.request().method();
        if (!isDecodable(request.request().path())) {
            end(request, OpsAnswer.error(400, "the path cannot be decoded"));
        } else if (method == HttpMethod.HEAD) {
            // Answered as GET, without the body: the response knows what was asked. A handler whose answer never ends
            // has to know, too.
            request.put(ASKED_FOR_HEAD, true);
            request.reroute(HttpMethod.GET, request.request().uri());
        } else if (method != HttpMethod.GET) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            end(request, OpsAnswer.error(405, method + " is not allowed here; GET and HEAD are"));
        } else if (request.request().headers().size() > limits.maxHeaders()) {
            end(request, OpsAnswer.error(431, "more than " + limits.maxHeaders() + " headers"));
        } else if (hasBody(request.request())) {
            end(request, OpsAnswer.error(413, "no request has a body here"));
        } else {
            request.next();
        }
    }

    /** Whether the client asked for the headers only; the request itself says GET. */
    public static boolean isHead(RoutingContext request) {
        return request.get(ASKED_FOR_HEAD) != null;
    }

    /** Checked here because the router reports a path that it cannot decode as an error of ours, once per request. */
    private static boolean isDecodable(@Nullable String path) {
        if (path == null || !path.startsWith("/")) {
            return false;
        }
        for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 1)) {
            if (at + 2 >= path.length() || !isHex(path.charAt(at + 1)) || !isHex(path.charAt(at + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !"0".equals(length));
    }

    /** Answers and closes, since bytes of a body may follow. */
    private static void end(RoutingContext request, OpsAnswer answer) {
        request.response()
                .putHeader(HttpHeaders.CONNECTION, "close")
                .endHandler(done -> request.request().connection().close());
        OffLoop.write(request, answer);
    }

    private static void harden(HttpServerResponse response) {
        MultiMap headers = response.headers();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
