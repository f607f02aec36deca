package dev.headroom.extender.ops;

import dev.headroom.extender.decisions.DecisionCounts;
import dev.headroom.extender.decisions.DecisionLog;
import dev.headroom.extender.decisions.ExplainAnswer;
import dev.headroom.extender.decisions.Explanation;
import dev.headroom.extender.decisions.NodeFacts;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code GET /explain?pod=NAMESPACE/NAME|UID[&against=NODE]}. */
final class ExplainHandler implements Handler<RoutingContext> {

    private static final Pattern POD = Pattern.compile("[A-Za-z0-9._-]{1,253}(/[A-Za-z0-9._-]{1,253})?");
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9._-]{1,253}");
    private static final int NAMED = 20;

    private final DecisionLog decisions;

    ExplainHandler(DecisionLog decisions) {
        this.decisions = decisions;
    }

    @Override
    public void handle(RoutingContext context) {
        Query query = new Query(context.queryParams(), "pod", "against");
        String pod = query.text("pod");
        String against = query.text("against");
        if (pod == null || !POD.matcher(pod).matches()) {
            throw Query.bad("Parameter pod is " + (pod == null ? "missing" : Query.quote(pod))
                    + ", allowed is NAMESPACE/NAME or a pod's UID");
        }
        if (against != null && !NODE.matcher(against).matches()) {
            throw Query.bad("Parameter against is " + Query.quote(against) + ", allowed is the name of a node");
        }
        Context eventLoop = context.vertx().getOrCreateContext();
        decisions
                .explain(pod, against)
                .whenComplete((answer, failure) -> eventLoop.runOnContext(nothing -> {
                    try {
                        if (failure instanceof RejectedExecutionException busy) {
                            throw new BadQueryException(503, String.valueOf(busy.getMessage()));
                        } else if (failure != null) {
                            Answers.failed(context, failure);
                        } else {
                            Answers.json(context, checked(answer, pod, against));
                        }
                    } catch (RuntimeException e) {
                        Answers.failed(context, e);
                    }
                }));
    }

    private ExplainAnswer checked(Optional<ExplainAnswer> found, String pod, @Nullable String against) {
        ExplainAnswer answer = found.orElseThrow(() -> unknown(pod));
        Explanation explanation = answer.explanation();
        if (against == null || answer.comparison() != null) {
            return answer;
        }
        if (against.equals(explanation.subject().map(NodeFacts::name).orElse(explanation.chosenNode()))) {
            throw Query.bad("Parameter against is " + against
                    + ", the very node that the pod is explained on; allowed is another one");
        }
        String known = Stream.concat(
                        explanation.nodes().stream().map(NodeFacts::name),
                        explanation.others().stream().map(Explanation.OtherNode::name))
                .filter(name -> !name.equals(explanation.chosenNode()))
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        int nodes = explanation.nodes().size() + explanation.others().size();
        throw new BadQueryException(
                404,
                "Node " + against + " was not asked about for "
                        + explanation.pod().displayName() + "; known are " + nodes + " nodes: " + known
                        + (nodes > NAMED ? ", …" : ""));
    }

    private BadQueryException unknown(String pod) {
        DecisionCounts counts = decisions.counts();
        return new BadQueryException(
                404,
                "No decision on pod " + pod + " is known; known are " + counts.pending() + " unresolved pods, "
                        + counts.inMemory() + " decisions in memory and " + counts.onDisk()
                        + " on disk. Maybe another scheduler placed it (spec.schedulerName), or it was long ago");
    }
}
