package dev.headroom.extender.verbs;

import dev.headroom.api.PodInfo;
import dev.headroom.api.Verdict;
import dev.headroom.extender.decisions.Decision;
import dev.headroom.extender.decisions.RefusalPolicy;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.runtime.FilterOutcome;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.Profile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verb filter. It refuses only in {@link Mode#ENFORCE}, and there only pods that {@link RefusalPolicy} allows to
 * refuse: any other is answered as in {@link Mode#SCORE}.
 *
 * <p>The answer for a pod that may be refused is shortened to the best few nodes, and the pod is charged to all of them
 * that the state knows. As soon as one known node fits this is a guarantee: whichever known node of the answer
 * kube-scheduler takes, it has room for this pod and for all such pods that were answered before. Of a node that the
 * state does not know yet nothing is promised; if no known node fits, nodes pass on which the pod has to preempt.
 */
final class FilterVerb {

    private static final Logger LOG = LoggerFactory.getLogger(FilterVerb.class);
    private static final Verdict.@Nullable Rejected[] NO_REJECTIONS = new Verdict.Rejected[0];

    private final VerbContext context;
    private final ArgsParser parser;
    private final RequestedNodes nodes;
    private final Fates fates;
    private final Answers answers;
    private boolean saidFullObjects;

    FilterVerb(VerbContext context, ArgsParser parser, RequestedNodes nodes, Answers answers) {
        this.context = context;
        this.parser = parser;
        this.nodes = nodes;
        this.fates = new Fates(nodes);
        this.answers = answers;
    }

    byte[] answer(byte[] body, int length) {
        ExtenderArgs args = parser.extenderArgs(body, length);
        noteFullObjects(args);
        ClusterView view = context.begin();
        PodInfo pod = context.expect(args.request().pod(), view);
        nodes.find(args.nodes(), view, context.unresolved());
        Profile profile = context.serving(pod);
        if (profile == null || !view.synced()) {
            fates.passAll();
            return answers.filtered(args, nodes, fates, NO_REJECTIONS);
        }
        Mode mode = context.profiles().mode(profile);
        FilterOutcome outcome = profile.filter(pod, nodes.known());
        boolean[] helped = fates.helped(outcome, pod, args.request().preempts());
        boolean refuses = mode == Mode.ENFORCE && RefusalPolicy.mayRefuse(pod);
        if (refuses) {
            fates.follow(outcome, helped);
        } else {
            fates.passAll();
        }
        if (refuses && fates.passing() > context.limits().bestNodes()) {
            fates.shorten(profile, pod, context.limits().bestNodes());
        }
        int passing = fates.passing();
        // With a single node prioritize is not called, and it is clear where the pod goes.
        if (refuses || (mode != Mode.OBSERVE && passing == 1)) {
            context.unresolved()
                    .charge(pod, fates.passingKnown(), context.ticker().nanos());
        }
        count(outcome, refuses);
        context.decisions()
                .accept(new Decision.Filtered(
                        pod,
                        context.clock().millis(),
                        profile.spec(),
                        mode,
                        nodes.known(),
                        outcome.rejections(),
                        helped,
                        passing));
        return answers.filtered(args, nodes, fates, outcome.rejections());
    }

    private void count(FilterOutcome outcome, boolean refuses) {
        VerbMeters meters = context.meters();
        int wouldRefuse = refuses ? 0 : nodes.known().size() - outcome.fitting();
        meters.wouldRefuse.increment(wouldRefuse);
        meters.fits.increment(fates.count(Fate.FITS) - wouldRefuse);
        meters.unknown.increment(fates.count(Fate.UNKNOWN));
        meters.refused.increment(fates.count(Fate.REFUSED));
        meters.shortened.increment(fates.count(Fate.LEFT_OUT));
        int helped = fates.count(Fate.HELPED_BY_PREEMPTION);
        meters.helped.increment(helped);
        meters.preemptionWouldHelp.increment(helped > 0 ? 1 : 0);
    }

    private void noteFullObjects(ExtenderArgs args) {
        if (!args.fullObjects()) {
            return;
        }
        context.meters().fullObjects.increment();
        if (!saidFullObjects) {
            saidFullObjects = true;
            LOG.warn("kube-scheduler sends whole node objects: with nodeCacheCapable false its own scoring sees every"
                    + " node as empty (kubernetes issue 141781). Maybe set nodeCacheCapable: true for this extender.");
        }
    }
}
