package dev.headroom.extender.ops;

import dev.headroom.extender.state.ClusterView;
import dev.headroom.extender.timeline.Drawn;
import dev.headroom.extender.timeline.Followed;
import dev.headroom.extender.timeline.Timelines;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the workload view asks for: {@code GET /api/workloads[?limit&offset&sort&name]} and {@code GET
 * /api/timeline?workload=NAMESPACE/KIND/NAME[&pod=NAME][&container=NAME]}. A time line of which the container was not
 * named is of the one nearest its limit, of those that are followed for some minutes; without such of the one followed
 * longest. Used by the event loop.
 */
final class WorkloadHandlers {

    static final int MAX_WORKLOADS = Timelines.MOST;

    /** A namespace and a kind have at most 63 characters, a name 253. */
    private static final int MAX_KEY = 63 + 1 + 63 + 1 + 253;

    private static final Pattern WORKLOAD =
            Pattern.compile("[A-Za-z0-9.-]{1,63}/[A-Za-z0-9.-]{1,63}/[A-Za-z0-9._:-]{1,253}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
    private static final int NAMED = 20;

    /** Of this length a time line is worth a look: the first forecasts have been judged. */
    private static final long WORTH_MILLIS = 3 * Timelines.HORIZON_MILLIS;

    private record Workloads(
            long nowMillis,
            double horizonSeconds,
            int total,
            int offset,
            int followed,
            int mostFollowed,
            List<WorkloadRow> workloads) {}

    private final Supplier<ClusterView> views;
    private final Timelines timelines;
    private final InstantSource clock;

    WorkloadHandlers(Supplier<ClusterView> views, Timelines timelines, InstantSource clock) {
        this.views = views;
        this.timelines = timelines;
        this.clock = clock;
    }

    void list(RoutingContext context) {
        Query query = new Query(context.queryParams(), "limit", "offset", "sort", "name");
        int limit = query.number("limit", OpsApi.DEFAULT_LIMIT, 1, MAX_WORKLOADS);
        int offset = query.number("offset", 0, 0, OpsApi.MAX_OFFSET);
        WorkloadRows.Order order = query.choice("sort", WorkloadRows.Order.RISK, WorkloadRows.Order.class);
        String name = query.text("name", MAX_KEY);
        List<Followed> followed = timelines.followed();
        List<WorkloadRow> rows = WorkloadRows.rows(followed, views.get(), order, name == null ? "" : name);
        Answers.json(
                context,
                new Workloads(
                        clock.millis(),
                        Timelines.HORIZON_MILLIS / 1000.0,
                        rows.size(),
                        offset,
                        followed.size(),
                        Timelines.MOST,
                        rows.stream().skip(offset).limit(limit).toList()));
    }

    void timeline(RoutingContext context) {
        Query query = new Query(context.queryParams(), "workload", "pod", "container");
        String workload = query.text("workload", MAX_KEY);
        if (workload == null || !WORKLOAD.matcher(workload).matches()) {
            throw Query.bad("Parameter workload is " + (workload == null ? "missing" : Query.quote(workload))
                    + ", allowed is NAMESPACE/KIND/NAME, for example shop/Deployment/checkout");
        }
        String pod = name(query, "pod");
        String container = name(query, "container");
        Map<String, List<Followed>> all = WorkloadRows.byWorkload(timelines.followed());
        List<Followed> containers = all.get(workload);
        if (containers == null) {
            throw unknown("workload " + workload, "workloads", all.keySet().stream());
        }
        List<Followed> fitting = containers.stream()
                .filter(one -> pod == null || one.pod().name().equals(pod))
                .filter(one -> container == null || one.container().equals(container))
                .toList();
        Followed chosen = fitting.stream()
                .filter(one -> one.sampledAtMillis() - one.sinceMillis() >= WORTH_MILLIS)
                .findFirst()
                .or(() -> fitting.stream().min(Comparator.comparingLong(Followed::sinceMillis)))
                .orElseThrow(() -> unknown(
                        (container == null ? "" : "container " + container + " of ")
                                + (pod == null ? "" : "pod " + pod + " of ")
                                + "workload " + workload,
                        "containers",
                        containers.stream().map(WorkloadHandlers::place)));
        Drawn drawn = timelines.drawn(chosen.pod().uid(), chosen.container());
        if (drawn == null) {
            throw new BadQueryException(404, "The time line of " + place(chosen) + " has just ended");
        }
        int running =
                WorkloadRows.running(views.get(), Map.of(workload, containers)).getOrDefault(workload, 0);
        Answers.json(context, TimelineAnswer.of(clock.millis(), containers, running, drawn));
    }

    private static @Nullable String name(Query query, String parameter) {
        String value = query.text(parameter);
        if (value != null && !NAME.matcher(value).matches()) {
            throw Query.bad(
                    "Parameter " + parameter + " is " + Query.quote(value) + ", allowed is the name of a " + parameter);
        }
        return value;
    }

    private static String place(Followed followed) {
        return followed.container().isEmpty()
                ? followed.pod().name()
                : followed.pod().name() + "/" + followed.container();
    }

    private static BadQueryException unknown(String what, String kind, Stream<String> known) {
        List<String> all = known.sorted().toList();
        return new BadQueryException(
                404,
                "No time line of " + what + " is kept; kept are those of " + all.size() + " " + kind
                        + all.stream().limit(NAMED).collect(Collectors.joining(", ", all.isEmpty() ? "" : ": ", ""))
                        + (all.size() > NAMED ? ", …" : "")
                        + ". Maybe it is not measured, has ended, or others are nearer their limits");
    }
}
