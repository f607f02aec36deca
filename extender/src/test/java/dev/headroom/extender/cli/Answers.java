package dev.headroom.extender.cli;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import dev.headroom.api.ForecastSource;
import dev.headroom.extender.decisions.Comparison;
import dev.headroom.extender.decisions.ExplainAnswer;
import dev.headroom.extender.decisions.Explanation;
import dev.headroom.extender.decisions.NodeFacts;
import dev.headroom.extender.decisions.NodeFacts.PluginFacts;
import dev.headroom.extender.decisions.NodeFacts.Refusal;
import dev.headroom.extender.decisions.Outcome;
import dev.headroom.extender.decisions.SchedulerShare;
import dev.headroom.runtime.Mode;
import java.util.List;

/** What {@code /explain} may answer. */
final class Answers {

    private static final double GIB = 1L << 30;

    private Answers() {}

    /** A pod on n1 that could have gone to n2, with n3 refused and four more nodes of which little is kept. */
    static ExplainAnswer bound(String node) {
        List<NodeFacts> nodes = List.of(
                new NodeFacts(
                        node,
                        1,
                        81.25,
                        10,
                        null,
                        List.of(
                                plugin("GcHeadroomFit", 0, 3 * GIB),
                                plugin("GcHeadroom", 60, 3 * GIB),
                                requests(21.25))),
                new NodeFacts(
                        "n2",
                        2,
                        40.0,
                        4,
                        null,
                        List.of(plugin("GcHeadroomFit", 0, GIB), plugin("GcHeadroom", 30, GIB), requests(10))),
                new NodeFacts(
                        "n3", null, null, null, new Refusal("NodeMemoryForecast", "text", false, true), List.of()),
                new NodeFacts("n4", 3, 1.0, 0, new Refusal("NodeMemoryForecast", "text", true, false), List.of()));
        Explanation explanation = new Explanation(
                new Explanation.Pod("uid", "shop", "cart-1", "shop/cart", 0),
                new Explanation.Forecast(1L << 29, 1L << 26, 0.9, 4_000L, ForecastSource.REPLICAS),
                "headroom",
                Mode.ENFORCE,
                1_800_000_000_000L,
                Outcome.BOUND,
                node,
                2,
                new Explanation.Counts(5, 3, 1, 1, 3),
                SchedulerShare.at(3),
                nodes,
                List.of(new Explanation.OtherNode("n5", 0.5, null)),
                null,
                List.of("Simulated."));
        Comparison comparison = Comparison.of(explanation, node, "n2").orElseThrow();
        return new ExplainAnswer(explanation, "shop/cart-1 runs on " + node + ".", "n2 has less headroom.", comparison);
    }

    /** @param points 0 for one that only filters */
    private static PluginFacts plugin(String name, double points, double headroom) {
        return new PluginFacts(
                name,
                points == 0 ? 0 : 3,
                points == 0 ? null : points * 4 / 3,
                points == 0 ? null : points,
                false,
                List.of(new Quantity("headroom", headroom, Unit.BYTES)),
                0.9,
                4_000L);
    }

    private static PluginFacts requests(double points) {
        return new PluginFacts(
                "LeastRequested",
                1,
                points * 4,
                points,
                false,
                List.of(new Quantity("requested", points, Unit.PERCENT)),
                null,
                null);
    }
}
