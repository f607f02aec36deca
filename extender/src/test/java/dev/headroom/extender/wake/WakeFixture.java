package dev.headroom.extender.wake;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.decisions.Decision;
import dev.headroom.extender.decisions.DecisionFixture;
import dev.headroom.extender.state.FakeClusterView;
import dev.headroom.runtime.GuardPolicy;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.PluginObserver;
import dev.headroom.runtime.Profile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * Refusals of the real filter plugin, a cluster whose nodes a test fills and empties, and a clock that it moves. Pods
 * are forecast 3 GiB ± 1 MiB. A full node has 2 GiB, of which 0.85 are 1.7 GiB; one with room has 16 GiB.
 */
final class WakeFixture {

    static final MemoryForecast FORECAST = new MemoryForecast(3L << 30, 1 << 20, 0.9, 0, ForecastSource.MEASURED);
    private static final long START_MILLIS = 1_700_000_000_000L;

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final List<Touch.Retry> touched = new ArrayList<>();
    Touch.Result result = Touch.Result.DONE;
    Mode mode = Mode.ENFORCE;
    MemoryForecast forecast = FORECAST;
    boolean synced = true;

    private final DecisionFixture decisions = new DecisionFixture(Mode.ENFORCE);
    private final WakeMeters meters = new WakeMeters(registry);
    final Refusals refusals = new Refusals(meters);
    private final Wakes wakes;
    private final List<NodeInfo> nodes = new ArrayList<>();
    private double seconds;

    WakeFixture(int perSecond, int mostPerPod) {
        Profile profile = new Profile(decisions.spec(), GuardPolicy.DEFAULT, () -> 0, PluginObserver.NONE);
        wakes = new Wakes(
                new RefusedPods(mostPerPod),
                new Room(scheduler -> scheduler.equals("headroom") ? profile : null, serving -> mode),
                new Pace(perSecond, 0),
                retry -> {
                    touched.add(retry);
                    return result;
                },
                meters,
                0);
    }

    /** As configured by default: 5 touches per second, 5 per pod. */
    WakeFixture() {
        this(5, 5);
    }

    /** A cluster of full nodes, in slots from 0 on. */
    WakeFixture full(int count) {
        for (int i = 0; i < count; i++) {
            nodes.add(node(nodes.size(), "2Gi"));
        }
        return this;
    }

    /** From now on this node has room. */
    void empty(int slot) {
        nodes.set(slot, node(slot, "16Gi"));
    }

    void fill(int slot) {
        nodes.set(slot, node(slot, "2Gi"));
    }

    /** kube-scheduler asks about full nodes, and all of them are refused. */
    void refuse(String pod, int... slots) {
        refuse(pod(pod), slots);
    }

    void refuse(PodInfo pod, int... slots) {
        List<NodeInfo> named = new ArrayList<>();
        for (int slot : slots) {
            named.add(node(slot, "2Gi"));
        }
        refusals.accept(decisions.filtered(pod.withForecast(FORECAST), named, 0, false));
    }

    /** It asks about a node with room, which passes. */
    void pass(String pod) {
        Decision passed = decisions.filtered(pod(pod).withForecast(FORECAST), List.of(node(0, "16Gi")), 0);
        refusals.accept(passed);
    }

    /** Looks at a moment that is not before the last one; returns whom it touched. */
    List<String> lookAt(double second) {
        seconds = second;
        int before = touched.size();
        long nanos = Math.round(second * 1e9);
        refusals.drain(notice -> wakes.notice(notice, nanos));
        FakeClusterView view = FakeClusterView.of(nodes).expecting(forecast);
        wakes.look(synced ? view : view.notSynced(), nanos, START_MILLIS + Math.round(second * 1e3));
        return touched.subList(before, touched.size()).stream()
                .map(Touch.Retry::name)
                .toList();
    }

    /** The same as often as the thread does, up to a moment. */
    List<String> lookUntil(double second) {
        List<String> names = new ArrayList<>();
        while (seconds + 0.5 <= second) {
            names.addAll(lookAt(seconds + 0.5));
        }
        return names;
    }

    double refused() {
        return registry.get("headroom.pods.refused").gauge().value();
    }

    double count(String meter, String tag, String value) {
        return registry.get(meter).tag(tag, value).counter().count();
    }

    static PodInfo pod(String name) {
        return aPod().named(name).build();
    }

    static String uid(String name) {
        return pod(name).uid();
    }

    static NodeInfo node(int slot, String memory) {
        return aNode().named("n" + slot).inSlot(slot).allocatable(memory).build();
    }
}
