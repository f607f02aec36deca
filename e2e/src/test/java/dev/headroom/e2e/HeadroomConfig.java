package dev.headroom.e2e;

import java.nio.file.Path;
import java.util.Map;

/** A HeadroomConfiguration file for a test; what a test does not care about has the value of the product's default. */
final class HeadroomConfig {
    private final int verbsPort = Deadline.freePort();
    private final int opsPort = Deadline.freePort();
    private String mode = "score";
    private boolean charge = true;
    private boolean wake = true;
    private String scrapeInterval = "5s";
    private int extenderWeight = 3;
    private double confidence;
    private String file = "";

    HeadroomConfig mode(String mode) {
        this.mode = mode;
        return this;
    }

    /** Whether pods that were answered and are not yet seen bound count against the nodes they may go to. */
    HeadroomConfig charge(boolean charge) {
        this.charge = charge;
        return this;
    }

    /** Whether pods that only Headroom refuses are tried again when a node has room. */
    HeadroomConfig wake(boolean wake) {
        this.wake = wake;
        return this;
    }

    /** The weight that kube-scheduler's configuration gives to the extender. */
    HeadroomConfig extenderWeight(int weight) {
        this.extenderWeight = weight;
        return this;
    }

    /** From which probability of a kill on the node it is refused; 0 is that of the tests that count what fits. */
    HeadroomConfig confidence(double confidence) {
        this.confidence = confidence;
        return this;
    }

    HeadroomConfig scrapeInterval(String interval) {
        this.scrapeInterval = interval;
        return this;
    }

    int verbsPort() {
        return verbsPort;
    }

    int opsPort() {
        return opsPort;
    }

    /** Takes a whole file, such as deploy/headroom.yaml, and changes only its ports and folders. */
    HeadroomConfig file(String yaml) {
        this.file = yaml;
        return this;
    }

    String yaml(Path directory) {
        return file.isEmpty() ? rendered(directory) : adapted(directory);
    }

    private String adapted(Path directory) {
        String yaml = file;
        for (var change : Map.of(
                        "verbsPort: 8888",
                        "verbsPort: " + verbsPort,
                        "opsPort: 8889",
                        "opsPort: " + opsPort,
                        "/run/headroom/off",
                        directory.resolve("kill-switch").toString(),
                        "/var/lib/headroom/decisions",
                        directory.resolve("decisions").toString())
                .entrySet()) {
            if (!yaml.contains(change.getKey())) {
                throw new IllegalArgumentException("no " + change.getKey() + " in\n" + file);
            }
            yaml = yaml.replace(change.getKey(), change.getValue());
        }
        return yaml;
    }

    /** The one place that knows the format of the file. */
    private String rendered(Path directory) {
        return """
                apiVersion: headroom.dev/v1alpha1
                kind: HeadroomConfiguration
                server: {host: 127.0.0.1, verbsPort: %d, opsPort: %d}
                killSwitchFile: %s
                decisionLog: {directory: %s, maxBytes: 67108864}
                unresolved: {charge: %b, expiry: 5s, bestNodes: 16}
                wake: {enabled: %b}
                telemetry: {scrape: {interval: %s, timeout: 1s, maxTargets: 500, concurrency: 16}}
                profiles:
                  - schedulerName: headroom
                    mode: %s
                    extenderWeight: %d
                    plugins:
                      - {name: GcHeadroomFit, weight: 1, args: {quantile: 0.95, sensitivity: 0.85, confidence: %s}}
                      - {name: GcHeadroom, weight: 3}
                """.formatted(
                        verbsPort,
                        opsPort,
                        directory.resolve("kill-switch"),
                        directory.resolve("decisions"),
                        charge,
                        wake,
                        scrapeInterval,
                        mode,
                        extenderWeight,
                        confidence);
    }
}
