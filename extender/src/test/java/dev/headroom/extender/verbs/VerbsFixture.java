package dev.headroom.extender.verbs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.headroom.api.NodeInfo;
import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.decisions.Decision;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.extender.state.FakeClusterView;
import dev.headroom.extender.state.Resolutions;
import dev.headroom.extender.state.UnresolvedPods;
import dev.headroom.runtime.GuardPolicy;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.PluginObserver;
import dev.headroom.runtime.PluginSpec;
import dev.headroom.runtime.ProfileSpec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The verbs with a state, profiles and clocks that a test holds in its hands. */
final class VerbsFixture {

    static final Duration EXPIRY = Duration.ofSeconds(5);
    static final int BEST_NODES = 16;
    static final int SCORED_NODES = 3;

    final ScriptedPlugin plugin = new ScriptedPlugin();
    final Resolutions resolutions = new Resolutions();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final List<Decision> decisions = new ArrayList<>();
    final UnresolvedPods unresolved;
    final SchedulingVerbs verbs;

    ClusterView view = FakeClusterView.of();
    boolean killed;
    long nanos;

    private VerbsFixture(List<PluginSpec<?>> plugins, String scheduler, Mode mode, boolean charge, int bestNodes) {
        List<PluginSpec<?>> all = new ArrayList<>(plugins);
        if (plugins.isEmpty()) {
            all.add(new PluginSpec<>(plugin.factory(), 1, new ScriptedPlugin.Args()));
        }
        unresolved = new UnresolvedPods(resolutions, charge, EXPIRY);
        verbs = new SchedulingVerbs(new VerbContext(
                new Profiles(
                        List.of(new ProfileSpec(scheduler, mode, 3, all)),
                        GuardPolicy.DEFAULT,
                        () -> nanos,
                        PluginObserver.NONE,
                        () -> killed),
                () -> view,
                unresolved,
                new HeadroomConfiguration.Unresolved(charge, EXPIRY, bestNodes, SCORED_NODES),
                decisions::add,
                new VerbMeters(registry),
                () -> nanos,
                InstantSource.fixed(java.time.Instant.ofEpochMilli(1_700_000_000_000L))));
    }

    /** One profile for every scheduler, with the scripted plugin. */
    static VerbsFixture in(Mode mode) {
        return new VerbsFixture(List.of(), ProfileSpec.ANY_SCHEDULER, mode, true, BEST_NODES);
    }

    static VerbsFixture in(Mode mode, int bestNodes) {
        return new VerbsFixture(List.of(), ProfileSpec.ANY_SCHEDULER, mode, true, bestNodes);
    }

    /** One profile for one scheduler, with the scripted plugin. */
    static VerbsFixture servingOnly(String scheduler, Mode mode) {
        return new VerbsFixture(List.of(), scheduler, mode, true, BEST_NODES);
    }

    static VerbsFixture with(Mode mode, boolean charge, List<PluginSpec<?>> plugins) {
        return new VerbsFixture(plugins, ProfileSpec.ANY_SCHEDULER, mode, charge, BEST_NODES);
    }

    String filter(String body) {
        byte[] utf8 = body.getBytes(UTF_8);
        return new String(verbs.filter(utf8, utf8.length), UTF_8);
    }

    String prioritize(String body) {
        byte[] utf8 = body.getBytes(UTF_8);
        return new String(verbs.prioritize(utf8, utf8.length), UTF_8);
    }

    String preempt(String body) {
        byte[] utf8 = body.getBytes(UTF_8);
        return new String(verbs.preempt(utf8, utf8.length), UTF_8);
    }

    /** The node in this slot, with what unresolved pods add to it. */
    NodeInfo charged(int slot) {
        return unresolved.view(requireNonNull(view.node(slot)));
    }

    double count(String meter, String... tags) {
        return registry.get(meter).tags(tags).counter().count();
    }

    double gauge(String meter) {
        return registry.get(meter).gauge().value();
    }

    /** A request of filter or prioritize for pod {@code uid} of priority 0. */
    static String request(String uid, String... nodes) {
        return requestWith(uid, "\"priority\":0", nodes);
    }

    /** @param spec members of the pod's {@code spec} */
    static String requestWith(String uid, String spec, String... nodes) {
        return "{\"Pod\":" + pod(uid, spec) + ",\"Nodes\":null,\"NodeNames\":" + names(nodes) + "}";
    }

    static String pod(String uid, String spec) {
        return "{\"metadata\":{\"name\":\"p-" + uid + "\",\"namespace\":\"d\",\"uid\":\"" + uid + "\"},\"spec\":{"
                + spec + "},\"status\":{}}";
    }

    static String names(String... nodes) {
        return nodes.length == 0 ? "[]" : "[\"" + String.join("\",\"", nodes) + "\"]";
    }

    /** What filter answers when these nodes pass and none is refused. */
    static String passing(String... nodes) {
        return "{\"NodeNames\":" + names(nodes)
                + ",\"FailedNodes\":{},\"FailedAndUnresolvableNodes\":{},\"Error\":\"\"}";
    }
}
