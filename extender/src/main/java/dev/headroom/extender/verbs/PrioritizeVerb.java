package dev.headroom.extender.verbs;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.decisions.Decision;
import dev.headroom.extender.decisions.RefusalPolicy;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.runtime.FilterOutcome;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.Profile;
import java.util.ArrayList;
import java.util.List;

/**
 * The verb prioritize: whole numbers from 0 to 10, a tenth of the profile's score, rounded.
 *
 * <p>In {@link Mode#ENFORCE} the filters are asked again, so that nothing has to be remembered from filter's call, which
 * another replica may have answered: a node that they refuse was passed only because preemption would help there, gets
 * 0, and does not compete. A node that the state does not know gets the mean of those that compete. In
 * {@link Mode#OBSERVE} all get 0.
 */
final class PrioritizeVerb {

    private static final int STEPS = 10;

    private final VerbContext context;
    private final ArgsParser parser;
    private final RequestedNodes nodes;
    private final Answers answers;

    PrioritizeVerb(VerbContext context, ArgsParser parser, RequestedNodes nodes, Answers answers) {
        this.context = context;
        this.parser = parser;
        this.nodes = nodes;
        this.answers = answers;
    }

    byte[] answer(byte[] body, int length) {
        ExtenderArgs args = parser.extenderArgs(body, length);
        ClusterView view = context.begin();
        PodInfo pod = context.expect(args.request().pod(), view);
        nodes.find(args.nodes(), view, context.unresolved());
        List<NodeInfo> known = nodes.known();
        Profile profile = context.serving(pod);
        if (profile == null || !view.synced()) {
            return answers.prioritized(args, nodes, new byte[known.size()], 0);
        }
        Mode mode = context.profiles().mode(profile);
        boolean refuses = mode == Mode.ENFORCE && RefusalPolicy.mayRefuse(pod);
        FilterOutcome refusals = refuses ? profile.filter(pod, known) : null;
        double[] totals = refusals == null || refusals.fitting() == known.size()
                ? profile.score(pod, known)
                : scoreFitting(profile, pod, refusals);
        byte[] sent = new byte[known.size()];
        int ofUnknown = 0;
        if (mode != Mode.OBSERVE) {
            double sum = 0;
            for (int i = 0; i < sent.length; i++) {
                sent[i] = step(totals[i]);
                sum += totals[i];
            }
            int competing = refusals == null ? sent.length : refusals.fitting();
            ofUnknown = competing == 0 ? 0 : step(sum / competing);
            charge(pod, refuses, totals);
        }
        context.decisions()
                .accept(new Decision.Prioritized(
                        pod, context.clock().millis(), profile.spec(), mode, known, totals, sent));
        return answers.prioritized(args, nodes, sent, ofUnknown);
    }

    /** A score of 0 to 100 as one of 0 to 10; NaN, which no profile gives, as 0. */
    static byte step(double total) {
        return (byte) Math.clamp(Math.round(total / STEPS), 0, STEPS);
    }

    /** Scores the nodes that fit among themselves; the others get 0. */
    private double[] scoreFitting(Profile profile, PodInfo pod, FilterOutcome refusals) {
        List<NodeInfo> fitting = new ArrayList<>(refusals.fitting());
        for (int i = 0; i < nodes.known().size(); i++) {
            if (refusals.fits(i)) {
                fitting.add(nodes.known().get(i));
            }
        }
        double[] scores = profile.score(pod, fitting);
        double[] totals = new double[nodes.known().size()];
        int nth = 0;
        for (int i = 0; i < totals.length; i++) {
            totals[i] = refusals.fits(i) ? scores[nth++] : 0;
        }
        return totals;
    }

    /**
     * Where filter guaranteed room, the pod goes to one of the nodes that are asked about: all are charged. Otherwise
     * it most likely goes to one of the best: those are charged, which is an estimate.
     */
    private void charge(PodInfo pod, boolean guarantees, double[] totals) {
        List<NodeInfo> known = nodes.known();
        int most = guarantees ? context.limits().bestNodes() : context.limits().scoredNodes();
        List<NodeInfo> charged = known;
        if (known.size() > most) {
            charged = new ArrayList<>(most);
            for (int position : BestFew.of(totals, most)) {
                charged.add(known.get(position));
            }
        }
        context.unresolved().charge(pod, charged, context.ticker().nanos());
    }
}
