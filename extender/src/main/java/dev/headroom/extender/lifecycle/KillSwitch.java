package dev.headroom.extender.lifecycle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** On while a file exists. The file is looked at by a thread of its own, so that asking costs one volatile read. */
public final class KillSwitch implements BooleanSupplier, AutoCloseable {

    /** How often the file is looked at. */
    public static final Duration INTERVAL = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(KillSwitch.class);

    private final @Nullable Path file;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("headroom-kill-switch").factory());
    private volatile boolean on;
    private boolean unreadable;

    private KillSwitch(@Nullable Path file) {
        this.file = file;
    }

    /**
     * Looks at the file once before it returns and every 200 ms afterwards.
     *
     * @param file the path; empty for a switch that is never on
     */
    public static KillSwitch watching(String file) {
        KillSwitch killSwitch = new KillSwitch(file.isEmpty() ? null : Path.of(file));
        if (killSwitch.file != null) {
            killSwitch.look();
            var unused = killSwitch.thread.scheduleWithFixedDelay(
                    killSwitch::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
        return killSwitch;
    }

    /** Whether the file was there at the last look. Thread-safe. */
    public boolean isOn() {
        return on;
    }

    @Override
    public boolean getAsBoolean() {
        return on;
    }

    private void look() {
        Path path = file;
        if (path == null) {
            return;
        }
        boolean exists = Files.exists(path);
        if (!exists && !Files.notExists(path)) {
            // Neither there nor away: its folder cannot be read. What was true stays true.
            sayUnreadable(path);
            return;
        }
        unreadable = false;
        if (exists != on) {
            on = exists;
            LOG.warn("kill switch {}: {} {}", exists ? "on" : "off", path, exists ? "exists" : "is gone");
        }
    }

    private void sayUnreadable(Path path) {
        if (!unreadable) {
            unreadable = true;
            LOG.error("kill switch stays {}: it cannot be told whether {} exists", on ? "on" : "off", path);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
