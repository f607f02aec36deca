package dev.headroom.extender.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls the verbs over HTTP and reads the answers as strictly as kube-scheduler does. Used by one thread. */
final class HttpExtender implements Extender, AutoCloseable {

    /** kube-scheduler's default; a simulation has no reason to give up as early as 300 ms. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI filter;
    private final URI prioritize;
    private final ObjectMapper mapper = new ObjectMapper();
    private final ExtenderArgsJson arguments = new ExtenderArgsJson();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /** @param urlPrefix as in {@code extenders[].urlPrefix}, without a slash at its end */
    HttpExtender(String urlPrefix) {
        this.filter = URI.create(urlPrefix + "/filter");
        this.prioritize = URI.create(urlPrefix + "/prioritize");
    }

    @Override
    public Filtered filter(SimulatedPod pod, List<String> nodes) throws IOException {
        JsonNode answer = post(filter, pod, nodes);
        if (!answer.path("Error").asText("").isEmpty()) {
            throw new IOException(
                    "filter answers with the error: " + answer.get("Error").asText());
        }
        Set<String> asked = new HashSet<>(nodes);
        List<String> left = new ArrayList<>();
        for (JsonNode name : answer.path("NodeNames")) {
            if (!asked.contains(name.asText())) {
                throw new IOException("filter answers with node " + name + ", which it was not asked about");
            }
            left.add(name.asText());
        }
        Map<String, String> refusals = new HashMap<>();
        answer.path("FailedNodes")
                .properties()
                .forEach(e -> refusals.put(e.getKey(), e.getValue().asText()));
        answer.path("FailedAndUnresolvableNodes")
                .properties()
                .forEach(e -> refusals.put(e.getKey(), e.getValue().asText()));
        return new Filtered(left, refusals);
    }

    @Override
    public Map<String, Long> prioritize(SimulatedPod pod, List<String> nodes) throws IOException {
        Map<String, Long> scores = new HashMap<>();
        for (JsonNode entry : post(prioritize, pod, nodes)) {
            if (!entry.path("Score").isIntegralNumber()) {
                throw new IOException("prioritize answers with the score " + entry.path("Score") + ", not an integer");
            }
            scores.merge(entry.path("Host").asText(), entry.path("Score").asLong(), Long::sum);
        }
        return scores;
    }

    @Override
    public void close() {
        client.close();
    }

    private JsonNode post(URI verb, SimulatedPod pod, List<String> nodes) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(verb)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(arguments.write(pod, nodes)))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(verb + " answers with status " + response.statusCode());
            }
            return mapper.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + verb);
        }
    }
}
