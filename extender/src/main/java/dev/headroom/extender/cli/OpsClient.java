package dev.headroom.extender.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a running Headroom's operations port. */
final class OpsClient {

    static final int MOST_BYTES = 16 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    private final URI server;
    private final String option;

    /**
     * @param option by which the server is named, for people
     * @throws IllegalArgumentException if this is no base URL of a server
     */
    OpsClient(String server, String option) {
        this.option = option;
        URI uri = URI.create(server);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("not a URL such as http://127.0.0.1:8889");
        }
        this.server = uri;
    }

    /**
     * The body of a GET.
     *
     * @throws CliFailure if there is none, or the server refuses: with its own words
     */
    byte[] get(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
        String base = server.toString().replaceAll("/+$", "");
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path + query))
                .timeout(ANSWER)
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return checked(response.statusCode(), body.readNBytes(MOST_BYTES + 1));
            } finally {
                client.shutdownNow();
            }
        } catch (IOException e) {
            String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            String why = e instanceof ConnectException ? "nothing listens there" : said;
            throw CliFailure.unavailable(
                    "no Headroom answers at " + server + ": " + why,
                    "Maybe it is elsewhere: name it by " + option + " URL, or forward its port 8889 to this machine");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliFailure.unavailable("interrupted", "");
        }
    }

    private byte[] checked(int status, byte[] body) {
        if (body.length > MOST_BYTES) {
            throw CliFailure.unavailable(
                    "the answer of " + server + " has more than " + MOST_BYTES + " bytes", "Maybe it is no Headroom");
        }
        if (status == OK) {
            return body;
        }
        String error = error(body);
        if (error.isEmpty()) {
            throw CliFailure.unavailable(server + " answered with status " + status, "Maybe it is no Headroom");
        }
        int maybe = error.indexOf(". Maybe ");
        String message = maybe < 0 ? error : error.substring(0, maybe);
        String guess = maybe < 0 ? "" : error.substring(maybe + 2);
        throw status < SERVER_ERROR ? CliFailure.refused(message, guess) : CliFailure.unavailable(message, guess);
    }

    private static String error(byte[] body) {
        try {
            return PlainText.of(new ObjectMapper().readTree(body).path("error").asText());
        } catch (IOException notJson) {
            return "";
        }
    }
}
