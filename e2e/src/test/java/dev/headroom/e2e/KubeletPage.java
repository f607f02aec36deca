package dev.headroom.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A page as a kubelet's cAdvisor writes it, with times of its own, about one container and its node, and what is written down about them. */
final class KubeletPage implements AutoCloseable {
    private static final String POD = "namespace=\"shop\",pod=\"cart-7d9f-x2k4q\"";
    private final HttpServer server;
    private volatile boolean restarted;

    private KubeletPage(HttpServer server) {
        this.server = server;
    }

    static KubeletPage serve() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        KubeletPage page = new KubeletPage(server);
        server.createContext("/cadvisor", exchange -> {
            byte[] body = page.text(System.currentTimeMillis()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return page;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The container starts anew in another cgroup; the old one's series stay for a while, as they do in cAdvisor. */
    void restart() {
        restarted = true;
    }

    private String text(long now) {
        StringBuilder text = new StringBuilder();
        container(text, "4f1c", 300e6, 120, 1_700_000_000, now);
        if (restarted) {
            container(text, "99aa", 100e6, 5, 1_700_005_000, now);
        }
        line(text, "container_memory_working_set_bytes", "container=\"\",id=\"/\",namespace=\"\",pod=\"\"", 5e9, now);
        line(
                text,
                "container_pressure_memory_waiting_seconds_total",
                "container=\"\",id=\"/\",namespace=\"\",pod=\"\"",
                7.5,
                now);
        line(text, "kube_pod_container_resource_limits", POD + ",container=\"cart\",resource=\"memory\"", 600e6, now);
        line(text, "kube_pod_container_resource_requests", POD + ",container=\"cart\",resource=\"cpu\"", 0.25, now);
        line(
                text,
                "kube_pod_owner",
                POD + ",owner_is_controller=\"true\",owner_kind=\"ReplicaSet\",owner_name=\"cart-7d9f\"",
                1,
                now);
        return text.toString();
    }

    private static void container(StringBuilder text, String id, double bytes, double cpu, long started, long now) {
        String labels = "container=\"cart\",id=\"/kubepods/burstable/pod0d2f1c7e-8a44-4a0c-9d0e-2f3b5a6c7d8e/" + id
                + "\",image=\"shop/cart:1\",name=\"" + id + "\"," + POD;
        line(text, "container_memory_working_set_bytes", labels, bytes, now);
        line(text, "container_memory_rss", labels, bytes * 0.9, now);
        line(text, "container_memory_usage_bytes", labels, bytes * 1.2, now);
        line(text, "container_spec_memory_limit_bytes", labels, 512 * 1024 * 1024, now);
        line(text, "container_start_time_seconds", labels, started, now);
        line(text, "container_pressure_memory_waiting_seconds_total", labels, 0.25, now);
        text.append("container_cpu_usage_seconds_total{cpu=\"total\",")
                .append(labels)
                .append("} ");
        text.append(cpu).append(' ').append(now).append('\n');
    }

    private static void line(StringBuilder text, String name, String labels, double value, long now) {
        text.append(String.format(Locale.ROOT, "%s{%s} %s %d%n", name, labels, value, now));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
