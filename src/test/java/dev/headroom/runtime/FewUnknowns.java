package dev.headroom.runtime;

import dev.headroom.api.Contribution;
import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import dev.headroom.api.CycleState;
import dev.headroom.api.ExplainedPlugin;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Plugin;
import dev.headroom.api.PluginFactory;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Problem;
import dev.headroom.api.ScorePlugin;
import java.util.List;

/** Prefers nodes on which few pods run whose memory nobody can forecast. */
public final class FewUnknowns implements ScorePlugin, ExplainedPlugin {

    public static final PluginFactory<Args> FACTORY = new Factory();

    private final int most;

    private FewUnknowns(int most) {
        this.most = most;
    }

    /** @param most pods without a forecast from which a node scores 0, 1 to 1000 */
    public record Args(int most) {}

    @Override
    public String name() {
        return "FewUnknowns";
    }

    @Override
    public double score(CycleState state, PodInfo pod, NodeInfo node) {
        int unknown = Math.min(node.forecast().unknown(), most);
        return MAX_SCORE * (most - unknown) / most;
    }

    @Override
    public Contribution explain(CycleState state, PodInfo pod, NodeInfo node) {
        Quantity unknown = new Quantity("pods without forecast", node.forecast().unknown(), Unit.COUNT);
        return new Contribution(List.of(unknown, new Quantity("most", most, Unit.COUNT)), Double.NaN, 0);
    }

    private static final class Factory implements PluginFactory<Args> {

        @Override
        public String name() {
            return "FewUnknowns";
        }

        @Override
        public Args defaults() {
            return new Args(10);
        }

        @Override
        public List<Problem> validate(Args args) {
            return args.most() >= 1 && args.most() <= 1000
                    ? List.of()
                    : List.of(new Problem("most", String.valueOf(args.most()), "1 to 1000"));
        }

        @Override
        public Plugin create(Args args) {
            return new FewUnknowns(args.most());
        }
    }
}
