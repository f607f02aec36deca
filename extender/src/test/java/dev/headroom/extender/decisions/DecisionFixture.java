package dev.headroom.extender.decisions;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.PluginFactory;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Verdict;
import dev.headroom.predicates.GcHeadroomFit;
import dev.headroom.priorities.GcHeadroom;
import dev.headroom.priorities.LeastRequested;
import dev.headroom.runtime.FilterOutcome;
import dev.headroom.runtime.GuardPolicy;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.PluginObserver;
import dev.headroom.runtime.PluginSpec;
import dev.headroom.runtime.Profile;
import dev.headroom.runtime.ProfileSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Decides with the real plugins, as the verbs do, and hands out what they would put into the log. */
public final class DecisionFixture {

    /** 10/10 of the score is the most that kube-scheduler is sent. */
    private static final double STEP = 10;

    private final ProfileSpec spec;
    private final Profile profile;

    public DecisionFixture(Mode mode) {
        spec = new ProfileSpec(
                "headroom",
                mode,
                3,
                List.of(
                        // Refuses what exceeds the headroom, however certain a kill is.
                        new PluginSpec<>(GcHeadroomFit.FACTORY, 0, new GcHeadroomFit.Args(0.95, 0.85, 0.3, 0)),
                        plugin(GcHeadroom.FACTORY, 2),
                        plugin(LeastRequested.FACTORY, 1)));
        profile = new Profile(
                spec,
                new GuardPolicy(Duration.ofMinutes(1), 5, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                () -> 0,
                PluginObserver.NONE);
    }

    public ProfileSpec spec() {
        return spec;
    }

    /** For a pod that may preempt. */
    public Decision.Filtered filtered(PodInfo pod, List<NodeInfo> nodes, long atMillis) {
        return filtered(pod, nodes, atMillis, true);
    }

    public Decision.Filtered filtered(PodInfo pod, List<NodeInfo> nodes, long atMillis, boolean preempts) {
        FilterOutcome outcome = profile.filter(pod, nodes);
        boolean[] helped = new boolean[nodes.size()];
        for (int i = 0; i < helped.length; i++) {
            Verdict.Rejected rejection = outcome.rejections()[i];
            helped[i] = preempts && rejection != null && rejection.removalHelps();
        }
        int answered = spec.mode() == Mode.ENFORCE ? outcome.fitting() : nodes.size();
        return new Decision.Filtered(pod, atMillis, spec, spec.mode(), nodes, outcome.rejections(), helped, answered);
    }

    public Decision.Prioritized prioritized(PodInfo pod, List<NodeInfo> nodes, long atMillis) {
        double[] totals = profile.score(pod, nodes);
        byte[] sent = new byte[totals.length];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) Math.round(totals[i] / STEP);
        }
        return new Decision.Prioritized(pod, atMillis, spec, spec.mode(), nodes, totals, sent);
    }

    /** Both, one after the other; prioritize is asked for what filter left. */
    public List<Decision> cycle(PodInfo pod, List<NodeInfo> nodes, long atMillis) {
        Decision.Filtered filtered = filtered(pod, nodes, atMillis);
        List<NodeInfo> left = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (!filtered.refused(i)) {
                left.add(nodes.get(i));
            }
        }
        return left.size() < 2 ? List.of(filtered) : List.of(filtered, prioritized(pod, left, atMillis));
    }

    private static <A extends Record> PluginSpec<A> plugin(PluginFactory<A> factory, double weight) {
        return new PluginSpec<>(factory, weight, factory.defaults());
    }
}
