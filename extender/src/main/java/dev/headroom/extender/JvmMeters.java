package dev.headroom.extender;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the process says of its own JVM, in Micrometer's names and so in those that Headroom's dialect of the JVM reads:
 * {@code jvm.memory}, {@code jvm.buffer}, {@code jvm.gc}, {@code jvm.threads}, {@code process.cpu}, {@code
 * process.start.time}, {@code process.uptime}; and {@code process.resident.memory}, which Micrometer has not, where
 * {@code /proc} tells it. Thread-safe.
 */
final class JvmMeters implements MeterBinder, AutoCloseable {

    static final Path STATUS = Path.of("/proc/self/status");

    private static final String RESIDENT = "VmRSS:";

    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Path status;

    JvmMeters() {
        this(STATUS);
    }

    /** @param status in the form of {@code /proc/PID/status}; without it resident memory is unknown */
    JvmMeters(Path status) {
        this.status = status;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        if (Files.isReadable(status)) {
            Gauge.builder("process.resident.memory", status, JvmMeters::resident)
                    .baseUnit("bytes")
                    .description("Resident memory of this process")
                    .strongReference(true)
                    .register(registry);
        }
    }

    /** No longer listens to the collector. */
    @Override
    public void close() {
        collections.close();
    }

    /** In bytes; NaN unknown. */
    static double resident(@Nullable Path status) {
        if (status == null) {
            return Double.NaN;
        }
        try {
            for (String line :
                    Files.readString(status, StandardCharsets.ISO_8859_1).split("\n")) {
                if (line.startsWith(RESIDENT)) {
                    String kibibytes =
                            line.substring(RESIDENT.length()).replace("kB", "").strip();
                    return Long.parseLong(kibibytes) * 1024.0;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Unknown, as where there is no such file.
        }
        return Double.NaN;
    }
}
