package dev.headroom.extender.telemetry;

/**
 * Brings runtime metrics into the state. Direct scrape is one; Prometheus and the kubelet are others. An
 * implementation runs on threads of its own and tells the state what it measured; a failure is counted, not thrown.
 */
public interface TelemetrySource extends AutoCloseable {

    void start();

    @Override
    void close();
}
