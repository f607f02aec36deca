package dev.headroom.extender.ops;

import dev.headroom.extender.decisions.DecisionLog;
import dev.headroom.extender.decisions.DecisionSummary;
import dev.headroom.extender.state.ClusterView;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Computes, once for all readers, what the page shows now and what has changed since the last time. One thread. */
final class StreamFrames {

    /** More nodes than a screen shows; the others are a page of {@code /api/nodes} away. */
    static final int NODES = 60;

    static final int DECISIONS = 100;

    private final Supplier<ClusterView> views;
    private final DecisionLog decisions;
    private final StatusSource source;
    private final InstantSource clock;
    private final NodeScale scale;
    private final NodeRows rows;

    private Map<String, NodeRow> sentNodes = Map.of();
    private long sentSequence;
    private @Nullable StreamEvent all;

    StreamFrames(
            Supplier<ClusterView> views,
            DecisionLog decisions,
            StatusSource source,
            InstantSource clock,
            NodeScale scale) {
        this.views = views;
        this.decisions = decisions;
        this.source = source;
        this.clock = clock;
        this.scale = scale;
        this.rows = new NodeRows(scale);
    }

    /** Everything, as of the last {@link #next}. */
    StreamEvent full() {
        StreamEvent last = all;
        if (last == null) {
            last = look();
            remember(last);
        }
        return last;
    }

    /** Looks again; returns what has changed. */
    StreamEvent next() {
        StreamEvent now = look();
        List<NodeRow> changed = now.nodes().stream()
                .filter(row -> !row.equals(sentNodes.get(row.name())))
                .toList();
        List<DecisionSummary> newer = now.decisions().stream()
                .filter(row -> row.sequence() > sentSequence)
                .toList();
        remember(now);
        return new StreamEvent(
                now.nowMillis(), false, now.status(), now.order(), changed, now.nodeCount(), now.overfull(), newer);
    }

    private void remember(StreamEvent now) {
        all = now;
        sentNodes = now.nodes().stream().collect(Collectors.toMap(NodeRow::name, Function.identity()));
        sentSequence = now.decisions().stream()
                .mapToLong(DecisionSummary::sequence)
                .max()
                .orElse(sentSequence);
    }

    private StreamEvent look() {
        ClusterView view = views.get();
        NodeRows.Page page = rows.page(view, NodeRows.Order.RISK, "", 0, NODES);
        return new StreamEvent(
                clock.millis(),
                true,
                Status.of(source, view, page.total(), decisions.counts(), scale),
                page.nodes().stream().map(NodeRow::name).toList(),
                page.nodes(),
                page.total(),
                page.overfull(),
                decisions.latest().stream().limit(DECISIONS).toList());
    }
}
