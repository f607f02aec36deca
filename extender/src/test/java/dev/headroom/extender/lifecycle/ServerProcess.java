package dev.headroom.extender.lifecycle;

import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.http.Condition;
import dev.headroom.extender.http.OpsServer;
import dev.headroom.extender.http.VerbsServer;
import dev.headroom.extender.verbs.Verbs;
import dev.headroom.runtime.SystemClock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Both servers with watchdog and shutdown, put together as the real process does it, with verbs of its own. */
final class ServerProcess {

    private static final Duration DRAIN = Duration.ofSeconds(30);

    private ServerProcess() {}

    /** Verbs that answer with nothing; preempt never answers. */
    private record StuckVerbs(CountDownLatch never) implements Verbs {
        @Override
        public byte[] filter(byte[] body, int length) {
            return new byte[] {'[', ']'};
        }

        @Override
        public byte[] prioritize(byte[] body, int length) {
            return filter(body, length);
        }

        @Override
        public byte[] preempt(byte[] body, int length) {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return filter(body, length);
        }
    }

    public static void main(String[] arguments) {
        HeadroomConfiguration.Server configuration = new HeadroomConfiguration.Server(
                "127.0.0.1", "127.0.0.1", 0, 0, List.of(), 1_000_000, Duration.ofSeconds(120), DRAIN);
        SystemClock clock = new SystemClock();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Heartbeat heartbeat = new Heartbeat();
        AtomicBoolean draining = new AtomicBoolean();
        VerbsServer verbs =
                VerbsServer.start(configuration, new StuckVerbs(new CountDownLatch(1)), registry, heartbeat, clock);
        Watchdog watchdog = Watchdog.start(heartbeat::beats, new Standstill(heartbeat, Runtime.getRuntime()::halt));
        OpsServer ops = OpsServer.start(
                configuration,
                registry,
                new OpsServer.Parts(
                        watchdog::alive, List.of(new Condition("notDraining", () -> !draining.get())), router -> {}),
                clock);
        new Shutdown(Runtime.getRuntime()::halt)
                .then("readiness", Duration.ofSeconds(1), () -> draining.set(true))
                .then("watchdog", Duration.ofSeconds(1), watchdog::close)
                .then("verbs", DRAIN, () -> verbs.drain(DRAIN))
                .then("operations", Duration.ofSeconds(5), ops::close)
                .install();
        System.out.println(verbs.port() + " " + ops.port());
    }
}
