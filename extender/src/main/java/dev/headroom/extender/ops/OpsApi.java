package dev.headroom.extender.ops;

import dev.headroom.extender.decisions.DecisionLog;
import dev.headroom.extender.decisions.DecisionSummary;
import dev.headroom.extender.doctor.Diagnosis;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.extender.timeline.Timelines;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the operations port says of nodes, workloads and decisions: {@code /explain}, {@code /api/…} and the page. Only
 * reads, so every route is GET. The server that it is registered with checks {@code Host} and sends the security headers.
 */
public final class OpsApi implements Consumer<Router>, AutoCloseable {

    static final int MAX_NODES = 500;
    static final int MAX_OFFSET = 1_000_000;
    static final int DEFAULT_LIMIT = 50;

    private record Decisions(long nowMillis, List<DecisionSummary> decisions) {}

    private record Nodes(long nowMillis, int total, int overfull, int offset, List<NodeRow> nodes) {}

    private final Supplier<ClusterView> views;
    private final DecisionLog decisions;
    private final StatusSource source;
    private final InstantSource clock;
    private final NodeScale scale;
    private final NodeRows rows;
    private final PageFiles page = new PageFiles();
    private final EventStream stream;
    private final Supplier<Diagnosis> diagnoses;
    private final WorkloadHandlers workloads;

    /**
     * @param scale by which nodes are shown; that of the profile's memory plugin
     * @param diagnoses what the process knows of its inputs; called by the event loop and must not block
     * @param timelines of the containers that the workload view shows
     */
    public OpsApi(
            Supplier<ClusterView> views,
            DecisionLog decisions,
            StatusSource source,
            InstantSource clock,
            NodeScale scale,
            MeterRegistry meters,
            Supplier<Diagnosis> diagnoses,
            Timelines timelines) {
        this.views = views;
        this.decisions = decisions;
        this.source = source;
        this.clock = clock;
        this.scale = scale;
        this.rows = new NodeRows(scale);
        this.diagnoses = diagnoses;
        this.workloads = new WorkloadHandlers(views, timelines, clock);
        this.stream = new EventStream(new StreamFrames(views, decisions, source, clock, scale), meters);
    }

    @Override
    public void accept(Router router) {
        router.get("/explain").handler(Answers.guarded(new ExplainHandler(decisions)));
        router.get("/api/nodes").handler(Answers.guarded(this::nodes));
        router.get("/api/decisions").handler(Answers.guarded(this::decisions));
        router.get("/api/status").handler(Answers.guarded(this::status));
        router.get("/api/doctor").handler(Answers.guarded(this::doctor));
        router.get("/api/workloads").handler(Answers.guarded(workloads::list));
        router.get("/api/timeline").handler(Answers.guarded(workloads::timeline));
        router.get("/api/stream").handler(Answers.guarded(stream));
        page.register(router);
    }

    /** Ends the streams. */
    @Override
    public void close() {
        stream.close();
    }

    EventStream stream() {
        return stream;
    }

    private void nodes(RoutingContext context) {
        Query query = new Query(context.queryParams(), "limit", "offset", "sort", "name");
        int offset = query.number("offset", 0, 0, MAX_OFFSET);
        String name = query.text("name");
        NodeRows.Page found = rows.page(
                views.get(),
                query.choice("sort", NodeRows.Order.RISK, NodeRows.Order.class),
                name == null ? "" : name,
                offset,
                query.number("limit", DEFAULT_LIMIT, 1, MAX_NODES));
        Answers.json(context, new Nodes(clock.millis(), found.total(), found.overfull(), offset, found.nodes()));
    }

    private void decisions(RoutingContext context) {
        Query query = new Query(context.queryParams(), "limit");
        int limit = query.number("limit", DEFAULT_LIMIT, 1, DecisionLog.MAX_LISTED);
        Answers.json(
                context,
                new Decisions(
                        clock.millis(), decisions.latest().stream().limit(limit).toList()));
    }

    private void doctor(RoutingContext context) {
        new Query(context.queryParams());
        Answers.json(context, diagnoses.get());
    }

    private void status(RoutingContext context) {
        new Query(context.queryParams());
        ClusterView view = views.get();
        int nodes = rows.page(view, NodeRows.Order.NAME, "", 0, 0).total();
        Answers.json(context, Status.of(source, view, nodes, decisions.counts(), scale));
    }
}
