package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.http.SecretFile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** Says who asks. Secrets are read for each query, so that a new one holds at once. Thread-safe. */
record Access(PrometheusSettings.Access settings) {

    /** @throws IOException if a secret cannot be read; names its file */
    void addTo(HttpRequest.Builder request) throws IOException {
        if (!settings.bearerTokenFile().isEmpty()) {
            request.header("Authorization", "Bearer " + new SecretFile(Path.of(settings.bearerTokenFile())).read());
        } else if (!settings.username().isEmpty()) {
            String both = settings.username() + ":" + new SecretFile(Path.of(settings.passwordFile())).read();
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        for (String header : settings.headers()) {
            int colon = header.indexOf(':');
            request.header(
                    header.substring(0, colon), header.substring(colon + 1).strip());
        }
    }
}
