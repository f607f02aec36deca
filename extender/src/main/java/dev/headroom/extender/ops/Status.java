package dev.headroom.extender.ops;

import dev.headroom.extender.decisions.DecisionCounts;
import dev.headroom.extender.state.ClusterView;
import java.util.List;

/**
 * The state of the process, for the page.
 *
 * @param synced whether all that existed at start is known
 * @param degraded why forecasts are worse than they could be; empty if all is well
 * @param sensitivity share of allocatable memory that may be filled
 */
public record Status(
        String version,
        boolean simulated,
        boolean synced,
        boolean killSwitch,
        List<StatusSource.ProfileState> profiles,
        List<Reason> degraded,
        int nodes,
        DecisionCounts decisions,
        double sensitivity) {

    public Status {
        profiles = List.copyOf(profiles);
        degraded = List.copyOf(degraded);
    }

    /** @param code as in the metric {@code headroom_degraded} */
    public record Reason(String code, String sentence) {}

    static Status of(StatusSource source, ClusterView view, int nodes, DecisionCounts decisions, NodeScale scale) {
        List<Reason> degraded = view.degraded().stream()
                .map(code -> new Reason(code, source.sentence(code)))
                .toList();
        return new Status(
                source.version(),
                source.simulated(),
                view.synced(),
                source.killSwitch(),
                source.profiles(),
                degraded,
                nodes,
                decisions,
                scale.sensitivity());
    }
}
