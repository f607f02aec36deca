package dev.headroom.predicates;

import dev.headroom.api.Contribution;
import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import dev.headroom.api.CycleState;
import dev.headroom.api.ExplainedPlugin;
import dev.headroom.api.FilterPlugin;
import dev.headroom.api.GcHeadroomModel;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.NodeOomModel;
import dev.headroom.api.PluginFactory;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Problem;
import dev.headroom.api.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses a node on which a kill for want of memory would be near certain with this pod: where nothing is left of its GC
 * headroom, and P(sum of plateaus &gt; what pods can have) ≥ confidence. Unresolved pods count, and what falling
 * forecasts have just freed counts as taken. With confidence 0 it refuses whatever exceeds the headroom: then there is
 * room for all that it lets pass. A pod or a node of which nothing is known fits: it must not block a cluster.
 */
public final class GcHeadroomFit implements FilterPlugin, ExplainedPlugin {

    public static final PluginFactory<Args> FACTORY =
            PluginFactory.of("GcHeadroomFit", new Args(0.95, 0.85, 0.3, 0.95), Args::problems, GcHeadroomFit::new);

    private static final String REASON = "NodeMemoryForecast";
    private static final String TEXT = "predicted memory of the node would exceed its GC headroom";

    /** Constants: kube-scheduler requeues a pod without end if the text of its refusal changes. */
    private static final Verdict FULL = new Verdict.Rejected(REASON, TEXT, false);

    private static final Verdict FULL_OF_LOWER_PRIORITY = new Verdict.Rejected(REASON, TEXT, true);

    private final GcHeadroomModel model;
    private final NodeOomModel oom;
    private final double confidence;

    private GcHeadroomFit(Args args) {
        this.model = new GcHeadroomModel(args.quantile(), args.sensitivity(), args.correlation());
        this.oom = new NodeOomModel(args.correlation());
        this.confidence = args.confidence();
    }

    /**
     * Arguments; the first three with the ranges of {@link GcHeadroomModel}.
     *
     * @param quantile of the node's summed plateaus that has to fit
     * @param sensitivity share of what pods can have that may be filled
     * @param correlation between every two pods' plateaus while none was learnt
     * @param confidence probability of a kill on the node from which it is refused, 0 to 0.999
     */
    public record Args(double quantile, double sensitivity, double correlation, double confidence) {

        List<Problem> problems() {
            List<Problem> problems = new ArrayList<>(GcHeadroomModel.validate(quantile, sensitivity, correlation));
            if (!(confidence >= 0 && confidence <= 0.999)) {
                problems.add(new Problem("confidence", String.valueOf(confidence), "a number from 0 to 0.999"));
            }
            return problems;
        }
    }

    @Override
    public String name() {
        return FACTORY.name();
    }

    @Override
    public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
        long held = node.memory().heldBackBytes();
        if (!pod.forecast().isKnown()
                || !model.knows(node)
                || model.headroomBytes(node, pod) >= held
                || oom.probability(node, pod) < confidence) {
            return Verdict.FITS;
        }
        return model.headroomWithoutLowerBytes(node, pod) >= held || oom.probabilityWithoutLower(node, pod) < confidence
                ? FULL_OF_LOWER_PRIORITY
                : FULL;
    }

    @Override
    public Contribution explain(CycleState state, PodInfo pod, NodeInfo node) {
        return model.explain(node, pod)
                .and(
                        new Quantity("kernel memory for pods", node.memory().kernelBytes(), Unit.BYTES),
                        new Quantity("held back", node.memory().heldBackBytes(), Unit.BYTES),
                        new Quantity("node spread below its mean", oom.lowDeviationBytes(node, pod), Unit.BYTES),
                        new Quantity("node kill probability", 100 * oom.probability(node, pod), Unit.PERCENT),
                        new Quantity("refused from", 100 * confidence, Unit.PERCENT));
    }
}
