package dev.headroom.extender.state;

import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves the incremental sums: every 60 s a tenth of the nodes, and at least 256, is summed from scratch, so that all
 * are looked at within ten minutes. What differs is repaired, counted and logged. The writer's.
 */
final class DriftCheck {

    static final long PERIOD_MILLIS = 60_000;
    private static final int LEAST = 256;
    private static final int ROUNDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(DriftCheck.class);

    private final NodeTable nodes;
    private final StateMeters meters;
    private final Periodic start;
    private final ArrayDeque<NodeRecord> round = new ArrayDeque<>();

    DriftCheck(NodeTable nodes, StateMeters meters, long nowMillis) {
        this.nodes = nodes;
        this.meters = meters;
        this.start = new Periodic(PERIOD_MILLIS, nowMillis);
    }

    void step(long nowMillis) {
        if (!start.isDue(nowMillis)) {
            return;
        }
        if (round.isEmpty()) {
            nodes.all().forEach(round::add);
        }
        int slice = Math.max(LEAST, (nodes.seen() + ROUNDS - 1) / ROUNDS);
        int repaired = 0;
        String example = "";
        for (int i = 0; i < slice && !round.isEmpty(); i++) {
            NodeRecord node = round.remove();
            if (node.repair()) {
                nodes.touch(node);
                meters.drift.increment();
                repaired++;
                example = node.name;
            }
        }
        if (repaired > 0) {
            LOG.error("The sums of {} nodes, {} among them, differed from their pods; repaired", repaired, example);
        }
    }
}
