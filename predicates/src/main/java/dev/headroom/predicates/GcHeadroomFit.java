package dev.headroom.predicates;

import dev.headroom.api.Contribution;
import dev.headroom.api.CycleState;
import dev.headroom.api.ExplainedPlugin;
import dev.headroom.api.FilterPlugin;
import dev.headroom.api.GcHeadroomModel;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Plugin;
import dev.headroom.api.PluginFactory;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Problem;
import dev.headroom.api.Verdict;
import java.util.List;

/**
 * Refuses a node whose forecast memory, unresolved pods and this pod included, would exceed its GC headroom. A pod or
 * a node of which nothing is known fits: what is missing must not block a cluster.
 */
public final class GcHeadroomFit implements FilterPlugin, ExplainedPlugin {

    public static final PluginFactory<Args> FACTORY = new Factory();

    private static final String NAME = "GcHeadroomFit";
    private static final String REASON = "NodeMemoryForecast";
    private static final String TEXT = "predicted memory of the node would exceed its GC headroom";

    /** Constants: kube-scheduler requeues a pod without end if the text of its refusal changes. */
    private static final Verdict FULL = new Verdict.Rejected(REASON, TEXT, false);

    private static final Verdict FULL_OF_LOWER_PRIORITY = new Verdict.Rejected(REASON, TEXT, true);

    private final GcHeadroomModel model;

    private GcHeadroomFit(GcHeadroomModel model) {
        this.model = model;
    }

    /**
     * Arguments, with the ranges of {@link GcHeadroomModel}.
     *
     * @param quantile of the node's summed plateaus that has to fit
     * @param sensitivity share of allocatable memory that may be filled
     * @param correlation between every two pods' plateaus
     */
    public record Args(double quantile, double sensitivity, double correlation) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
        if (!pod.forecast().isKnown() || !model.knows(node) || model.headroomBytes(node, pod) >= 0) {
            return Verdict.FITS;
        }
        return model.headroomWithoutLowerBytes(node, pod) >= 0 ? FULL_OF_LOWER_PRIORITY : FULL;
    }

    @Override
    public Contribution explain(CycleState state, PodInfo pod, NodeInfo node) {
        return model.explain(node, pod);
    }

    private static final class Factory implements PluginFactory<Args> {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Args defaults() {
            return new Args(0.95, 0.85, 0.3);
        }

        @Override
        public List<Problem> validate(Args args) {
            return GcHeadroomModel.validate(args.quantile(), args.sensitivity(), args.correlation());
        }

        @Override
        public Plugin create(Args args) {
            return new GcHeadroomFit(new GcHeadroomModel(args.quantile(), args.sensitivity(), args.correlation()));
        }
    }
}
