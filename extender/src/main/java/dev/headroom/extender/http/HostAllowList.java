package dev.headroom.extender.http;

import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Answers only requests that name this host. Being on loopback is no protection: a page of another site can make its own
 * name point here and then read what we answer (DNS rebinding). Allowed are the names of loopback, the address at which
 * the connection arrived (a kubelet probes that way, and an address cannot be rebound), and what is configured.
 */
final class HostAllowList implements Handler<RoutingContext> {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private final Set<String> allowed = new HashSet<>(LOOPBACK);

    /** @param configured names or addresses without a port */
    HostAllowList(Collection<String> configured) {
        for (String host : configured) {
            allowed.add(bare(host));
        }
    }

    @Override
    public void handle(RoutingContext request) {
        HostAndPort authority = request.request().authority();
        if (authority != null && isAllowed(authority.host(), request)) {
            request.next();
            return;
        }
        String said = authority == null ? "without a valid Host header" : "for the host " + authority.host();
        OffLoop.write(
                request,
                OpsAnswer.error(
                        421,
                        "a request " + said + " is not answered; allowed are localhost, 127.0.0.1, ::1 and the names"
                                + " in server.allowedHosts"));
    }

    private boolean isAllowed(String host, RoutingContext request) {
        String name = bare(host);
        return allowed.contains(name)
                || name.equals(bare(request.request().localAddress().hostAddress()));
    }

    private static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        boolean bracketed = lower.length() > 2 && lower.startsWith("[") && lower.endsWith("]");
        return bracketed ? lower.substring(1, lower.length() - 1) : lower;
    }
}
