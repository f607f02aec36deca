package dev.headroom.extender.verbs;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Verdict;
import dev.headroom.extender.decisions.Decision;
import dev.headroom.extender.decisions.RefusalPolicy;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.extender.verbs.PreemptionArgs.Candidate;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.Profile;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verb preempt: repeats the candidates it keeps, in the request's order and with the request's victims, and adds
 * nothing. Depends on the request and the state only, so the same question gets the same answer.
 *
 * <p>Dropped in every mode: a candidate without victims, which would make kube-scheduler give up on all of them, and
 * one with a victim that runs on another candidate node, which would fail the whole call. In {@link Mode#ENFORCE}, if
 * the pod may be refused at all ({@link RefusalPolicy}), also a node that filter would refuse even without the victims.
 * A victim that the state shows on none of the candidate nodes (assumed, or newer than the state) frees nothing. A node
 * that the state does not know is kept.
 */
final class PreemptVerb {

    private final VerbContext context;
    private final ArgsParser parser;
    private final Answers answers;

    PreemptVerb(VerbContext context, ArgsParser parser, Answers answers) {
        this.context = context;
        this.parser = parser;
        this.answers = answers;
    }

    byte[] answer(byte[] body, int length) {
        PreemptionArgs args = parser.preemptionArgs(body, length);
        ClusterView view = context.begin();
        if (!view.synced()) {
            return answers.refusesAllPreemption();
        }
        PodInfo pod = context.expect(args.request().pod(), view);
        Profile profile = context.serving(pod);
        boolean vets =
                profile != null && context.profiles().mode(profile) == Mode.ENFORCE && RefusalPolicy.mayRefuse(pod);
        VictimLocator victims = new VictimLocator(view, args.candidates());
        boolean[] kept = new boolean[args.candidates().size()];
        for (int i = 0; i < kept.length; i++) {
            Candidate candidate = args.candidates().get(i);
            Counter result = judge(candidate, victims, pod, vets ? profile : null);
            result.increment();
            kept[i] = result == context.meters().candidateKept || result == context.meters().candidateUnknown;
        }
        if (profile != null) {
            record(pod, args.candidates(), kept);
        }
        return answers.vetted(args, kept);
    }

    /** @param profile null if it has no say */
    private Counter judge(Candidate candidate, VictimLocator victims, PodInfo pod, @Nullable Profile profile) {
        VerbMeters meters = context.meters();
        if (candidate.victims().isEmpty()) {
            return meters.candidateWithoutVictims;
        }
        if (victims.anyElsewhere(candidate)) {
            return meters.candidateElsewhere;
        }
        NodeInfo node = victims.node(candidate);
        if (node == null) {
            return meters.candidateUnknown;
        }
        if (profile == null) {
            return meters.candidateKept;
        }
        NodeInfo charged = context.unresolved().view(node);
        List<PodInfo> freed = victims.running(candidate);
        boolean fits = freed.isEmpty()
                ? profile.filter(pod, List.of(charged)).fits(0)
                : profile.postFilter(pod, charged, freed) instanceof Verdict.Fits;
        return fits ? meters.candidateKept : meters.candidateRefused;
    }

    private void record(PodInfo pod, List<Candidate> candidates, boolean[] kept) {
        List<String> names = new ArrayList<>(kept.length);
        List<String> keptNames = new ArrayList<>(kept.length);
        for (int i = 0; i < kept.length; i++) {
            String name = candidates.get(i).node();
            names.add(name);
            if (kept[i]) {
                keptNames.add(name);
            }
        }
        context.decisions()
                .accept(new Decision.PreemptionVetted(pod, context.clock().millis(), names, keptNames));
    }
}
