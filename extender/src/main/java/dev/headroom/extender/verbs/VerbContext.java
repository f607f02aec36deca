package dev.headroom.extender.verbs;

import dev.headroom.api.PodInfo;
import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.decisions.DecisionSink;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.extender.state.UnresolvedPods;
import dev.headroom.runtime.Profile;
import dev.headroom.runtime.Ticker;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the verbs work with. Everything but {@code views} and the clocks belongs to the thread that answers verbs.
 *
 * @param views gives the newest published state, at once
 * @param limits how many nodes an answer keeps and how many are charged
 * @param ticker for the age of charges
 * @param clock for the time of decisions
 */
public record VerbContext(
        Profiles profiles,
        Supplier<ClusterView> views,
        UnresolvedPods unresolved,
        HeadroomConfiguration.Unresolved limits,
        DecisionSink decisions,
        VerbMeters meters,
        Ticker ticker,
        InstantSource clock) {

    /** The state that this request is answered from, every pod in it counted once. */
    ClusterView begin() {
        ClusterView view = views.get();
        unresolved.catchUp(view, ticker.nanos());
        return view;
    }

    /** The pod with its forecast. What it was charged before no longer counts: it is asked about again. */
    PodInfo expect(PodInfo pod, ClusterView view) {
        unresolved.release(pod.uid());
        return pod.withForecast(view.forecast(pod));
    }

    /** The profile that serves the pod; null, and counted, if there is none. */
    @Nullable
    Profile serving(PodInfo pod) {
        Profile profile = profiles.serving(pod.schedulerName());
        if (profile == null) {
            meters.noProfile.increment();
        }
        return profile;
    }
}
