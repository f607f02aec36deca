package dev.headroom.extender.ops;

import dev.headroom.extender.decisions.DecisionLog;
import dev.headroom.extender.timeline.Timelines;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;

/**
 * Serves the page with made-up data through the real handlers, to look at it while it is worked on. Arguments: port (0
 * for a free one), number of nodes (0 for the empty state), then any of {@code degraded}.
 */
public final class PagePreview {

    private PagePreview() {}

    public static void main(String[] args) throws Exception {
        int size = Integer.parseInt(args[1]);
        boolean degraded = List.of(args).contains("degraded");
        SystemClock clock = new SystemClock();
        Vertx vertx = Vertx.vertx();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        DecisionLog decisions = new DecisionLog(null, 0, 500, clock, meters);
        decisions.start();
        PreviewCluster cluster = new PreviewCluster(size, clock.millis() - 30_000, decisions);
        for (int i = 0; i < 40 && size > 0; i++) {
            cluster.live(clock.millis() - 40_000 + i * 1_000L);
        }
        FakeStatus status = degraded
                ? new FakeStatus(
                        true,
                        false,
                        List.of(
                                new StatusSource.ProfileState("headroom", Mode.SCORE, List.of("GcHeadroom")),
                                new StatusSource.ProfileState("headroom-strict", Mode.ENFORCE, List.of())))
                : FakeStatus.PLAIN;
        List<String> reasons = degraded ? List.of("StaleTelemetry") : List.of();
        OpsApi api = new OpsApi(
                () -> new FakeView(1, cluster.nodes(), reasons),
                decisions,
                status,
                clock,
                NodeScale.DEFAULT,
                meters,
                () -> {
                    throw new UnsupportedOperationException("the page does not ask for a diagnosis");
                },
                new Timelines());
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            context.response().putHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
            context.response().putHeader("X-Content-Type-Options", "nosniff");
            context.next();
        });
        api.accept(router);
        if (size > 0) {
            vertx.setPeriodic(1_000, id -> cluster.live(clock.millis()));
        }
        int port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(Integer.parseInt(args[0]), "127.0.0.1")
                .await()
                .actualPort();
        System.out.println("http://127.0.0.1:" + port + "/");
    }
}
