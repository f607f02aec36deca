package dev.headroom.extender.kubernetes;

import dev.headroom.extender.pod.BadValues;
import dev.headroom.extender.telemetry.Target;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.URI;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The annotations by which a pod asks to be scraped: {@code prometheus.io/scrape: "true"}, {@code port} (else the
 * first declared port), {@code path} (else {@code /metrics}). Whatever they say, the request goes to the pod's own
 * address. Stateless.
 */
final class ScrapeAnnotations {

    static final String SCRAPE = "prometheus.io/scrape";
    static final String PORT = "prometheus.io/port";
    static final String PATH = "prometheus.io/path";
    static final String SCHEME = "prometheus.io/scheme";
    private static final int LONGEST_PATH = 1024;

    private ScrapeAnnotations() {}

    /** @return null for a pod that does not ask, does not run, has no address, or asks for what is not allowed */
    static @Nullable Target target(Pod pod, BadValues badValues) {
        if (!"true".equals(PodFields.annotation(pod, SCRAPE))
                || pod.getStatus() == null
                || !"Running".equals(pod.getStatus().getPhase())) {
            return null;
        }
        String address = pod.getStatus().getPodIP();
        if (address == null || address.isEmpty()) {
            return null;
        }
        String scheme = PodFields.annotation(pod, SCHEME);
        if (scheme != null && !scheme.equals("http")) {
            badValues.ignored(SCHEME, "\"" + scheme + "\" is not supported; allowed is http");
            return null;
        }
        int port = port(pod, badValues);
        String path = path(pod, badValues);
        if (port == 0 || path == null) {
            return null;
        }
        String host = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        return new Target(
                pod.getMetadata().getUid(),
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                container(pod, port),
                "http://" + host + ":" + port + path);
    }

    /** Who declares the port, sidecars included; else the first, as of a pod that declares none. */
    private static String container(Pod pod, int port) {
        return Stream.concat(
                        pod.getSpec().getContainers().stream(),
                        pod.getSpec().getInitContainers().stream()
                                .filter(container -> PodFields.ALWAYS.equals(container.getRestartPolicy())))
                .filter(container -> container.getPorts().stream().anyMatch(declared -> declares(declared, port)))
                .findFirst()
                .or(() -> pod.getSpec().getContainers().stream().findFirst())
                .map(Container::getName)
                .orElse("");
    }

    private static boolean declares(ContainerPort declared, int port) {
        return declared.getContainerPort() != null && declared.getContainerPort() == port;
    }

    private static int port(Pod pod, BadValues badValues) {
        String text = PodFields.annotation(pod, PORT);
        if (text == null) {
            int declared = firstDeclaredPort(pod);
            if (declared == 0) {
                badValues.ignored(PORT, "is missing and no container declares a port; allowed is 1 to 65535");
            }
            return declared;
        }
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            badValues.ignored(PORT, "\"" + shortened(text) + "\" is no port; allowed is 1 to 65535");
            return 0;
        }
        return port;
    }

    private static int firstDeclaredPort(Pod pod) {
        for (Container container : pod.getSpec().getContainers()) {
            for (ContainerPort port : container.getPorts()) {
                if (port.getContainerPort() != null) {
                    return port.getContainerPort();
                }
            }
        }
        return 0;
    }

    private static @Nullable String path(Pod pod, BadValues badValues) {
        String path = PodFields.annotation(pod, PATH);
        if (path == null) {
            return "/metrics";
        }
        if (!path.startsWith("/") || path.length() > LONGEST_PATH || !isUriPath(path)) {
            badValues.ignored(
                    PATH,
                    "\"" + shortened(path) + "\" is no path; allowed is an encoded path of at most " + LONGEST_PATH
                            + " characters that begins with /");
            return null;
        }
        return path;
    }

    private static boolean isUriPath(String path) {
        try {
            return "pod".equals(URI.create("http://pod" + path).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String shortened(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }
}
