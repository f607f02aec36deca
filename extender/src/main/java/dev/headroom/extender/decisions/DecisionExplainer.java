package dev.headroom.extender.decisions;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.decisions.Candidates.Candidate;
import dev.headroom.extender.decisions.Explanation.OtherNode;
import dev.headroom.extender.decisions.NodeFacts.PluginFacts;
import dev.headroom.extender.decisions.NodeFacts.Refusal;
import dev.headroom.runtime.PluginExplanation;
import dev.headroom.runtime.ProfileExplainer;
import dev.headroom.runtime.ProfileSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the numbers of a decision from the records that it was made on. Scores are normalised over all nodes of
 * the request, so all of them are computed again, and only some are kept. Used by one thread.
 */
final class DecisionExplainer {

    private DecisionExplainer() {}

    /**
     * @param chosen where the pod was seen, null if that is not known
     * @param wanted nodes to keep in full whatever their rank; names that were not asked about are passed over
     */
    static Explanation explain(Attempt attempt, Outcome outcome, @Nullable String chosen, Collection<String> wanted) {
        Candidates candidates = new Candidates(attempt);
        List<Candidate> detailed = candidates.detailed(chosen, wanted);
        Map<Candidate, List<PluginFacts>> facts = recompute(attempt, candidates, detailed);

        List<NodeFacts> nodes = new ArrayList<>();
        for (Candidate candidate : detailed) {
            nodes.add(nodeFacts(candidate, candidates.rank(candidate), facts.getOrDefault(candidate, List.of())));
        }
        List<OtherNode> others = new ArrayList<>();
        for (Candidate candidate : candidates.ordered()) {
            if (!detailed.contains(candidate)) {
                others.add(new OtherNode(
                        candidate.node.name(),
                        candidate.isScored() ? candidate.total : null,
                        candidate.rejection == null ? null : candidate.rejection.reason()));
            }
        }
        ProfileSpec profile = attempt.profile();
        PodInfo pod = attempt.pod();
        return new Explanation(
                new Explanation.Pod(pod.uid(), pod.namespace(), pod.name(), pod.workload(), pod.priority()),
                forecast(attempt),
                profile == null ? "" : profile.schedulerName(),
                attempt.mode(),
                attempt.atMillis(),
                outcome,
                chosen,
                attempt.asked(),
                candidates.counts(attempt),
                SchedulerShare.at(profile == null ? 0 : profile.extenderWeight()),
                nodes,
                others,
                preemption(attempt),
                Notes.of(attempt, candidates, nodes, chosen));
    }

    private static Map<Candidate, List<PluginFacts>> recompute(
            Attempt attempt, Candidates candidates, List<Candidate> detailed) {
        Map<Candidate, List<PluginFacts>> result = new HashMap<>();
        ProfileSpec profile = attempt.profile();
        if (profile == null) {
            return result;
        }
        List<Candidate> scored =
                candidates.asked().stream().filter(Candidate::isScored).toList();
        // Those that were never scored must not take part in the normalisation of the others.
        List<Candidate> unscored =
                detailed.stream().filter(candidate -> !candidate.isScored()).toList();
        ProfileExplainer explainer = new ProfileExplainer(profile);
        recompute(explainer, attempt, scored, detailed, result);
        recompute(explainer, attempt, unscored, detailed, result);
        return result;
    }

    private static void recompute(
            ProfileExplainer explainer,
            Attempt attempt,
            List<Candidate> asked,
            List<Candidate> detailed,
            Map<Candidate, List<PluginFacts>> result) {
        if (asked.isEmpty()) {
            return;
        }
        List<NodeInfo> nodes = asked.stream().map(candidate -> candidate.node).toList();
        List<List<PluginExplanation>> said =
                explainer.explain(attempt.pod(), nodes, i -> detailed.contains(asked.get(i)));
        for (int i = 0; i < asked.size(); i++) {
            if (detailed.contains(asked.get(i))) {
                result.put(asked.get(i), pluginFacts(said.get(i), asked.get(i).isScored(), attempt.atMillis()));
            }
        }
    }

    private static List<PluginFacts> pluginFacts(List<PluginExplanation> said, boolean scored, long atMillis) {
        double weights = 0;
        for (PluginExplanation plugin : said) {
            weights += Double.isNaN(plugin.score()) ? 0 : plugin.weight();
        }
        List<PluginFacts> result = new ArrayList<>();
        for (PluginExplanation plugin : said) {
            boolean opinion = scored && !Double.isNaN(plugin.score());
            var numbers = plugin.contribution();
            result.add(new PluginFacts(
                    plugin.plugin(),
                    plugin.weight(),
                    opinion ? plugin.score() : null,
                    opinion && weights > 0 ? plugin.weight() * plugin.score() / weights : null,
                    plugin.rejection() != null,
                    numbers == null
                            ? List.of()
                            : numbers.quantities().stream()
                                    .filter(quantity -> Double.isFinite(quantity.value()))
                                    .toList(),
                    numbers == null || Double.isNaN(numbers.confidence()) ? null : numbers.confidence(),
                    numbers == null ? null : age(atMillis, numbers.sampledAtMillis())));
        }
        return result;
    }

    private static NodeFacts nodeFacts(Candidate candidate, @Nullable Integer rank, List<PluginFacts> plugins) {
        var rejection = candidate.rejection;
        return new NodeFacts(
                candidate.node.name(),
                rank,
                candidate.isScored() ? candidate.total : null,
                candidate.sent < 0 ? null : candidate.sent,
                rejection == null
                        ? null
                        : new Refusal(rejection.reason(), rejection.text(), candidate.helped, candidate.enforced),
                plugins);
    }

    static Explanation.Forecast forecast(Attempt attempt) {
        var forecast = attempt.pod().forecast();
        return new Explanation.Forecast(
                forecast.meanBytes(),
                forecast.spreadBytes(),
                forecast.confidence(),
                age(attempt.atMillis(), forecast.sampledAtMillis()),
                forecast.source());
    }

    private static Explanation.@Nullable Preemption preemption(Attempt attempt) {
        var vetted = attempt.preemption();
        return vetted == null
                ? null
                : new Explanation.Preemption(
                        vetted.atMillis(),
                        vetted.candidates().size(),
                        vetted.kept().size(),
                        vetted.kept().stream().limit(Explanation.MAX_DETAILED).toList());
    }

    private static @Nullable Long age(long atMillis, long sampledAtMillis) {
        return sampledAtMillis == 0 ? null : Math.max(0, atMillis - sampledAtMillis);
    }
}
