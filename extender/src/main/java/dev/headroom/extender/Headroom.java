package dev.headroom.extender;

import dev.headroom.api.GcHeadroomModel;
import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.decisions.DecisionLog;
import dev.headroom.extender.http.Condition;
import dev.headroom.extender.http.OpsServer;
import dev.headroom.extender.http.VerbsServer;
import dev.headroom.extender.lifecycle.Heartbeat;
import dev.headroom.extender.lifecycle.KillSwitch;
import dev.headroom.extender.lifecycle.Standstill;
import dev.headroom.extender.lifecycle.Watchdog;
import dev.headroom.extender.ops.NodeScale;
import dev.headroom.extender.ops.OpsApi;
import dev.headroom.extender.state.ClusterState;
import dev.headroom.extender.state.UnresolvedPods;
import dev.headroom.extender.timeline.Timelines;
import dev.headroom.extender.verbs.Profiles;
import dev.headroom.extender.verbs.SchedulingVerbs;
import dev.headroom.extender.verbs.VerbContext;
import dev.headroom.extender.verbs.VerbMeters;
import dev.headroom.extender.wake.Refusals;
import dev.headroom.extender.wake.Room;
import dev.headroom.extender.wake.WakeMeters;
import dev.headroom.extender.wake.Waker;
import dev.headroom.predict.Predictor;
import dev.headroom.priorities.GcHeadroom;
import dev.headroom.runtime.GuardPolicy;
import dev.headroom.runtime.PluginObserver;
import dev.headroom.runtime.ProfileSpec;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Headroom at work: the one place where its parts are put together. What starts first ends last. Thread-safe.
 *
 * <p>Events go from the feed to the state's writer thread; verbs are answered by one event loop from what the writer
 * published; decisions are explained by a third thread; the operations port has an event loop of its own.
 */
public final class Headroom implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Headroom.class);

    private static final Duration UNHURRIED = Duration.ofSeconds(5);

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final HeadroomConfiguration configuration;
    private final ClusterState state;
    private final VerbsServer verbs;
    private final OpsServer ops;
    private final Watchdog watchdog;
    private volatile boolean draining;

    private Headroom(HeadroomConfiguration configuration, Surroundings surroundings) {
        this.configuration = configuration;
        try {
            closedLater(new JvmMeters()).bindTo(meters);
            state = closedLater(new ClusterState(
                    new Predictor(),
                    configuration.feedback(),
                    configuration.qosResponse(),
                    surroundings.clock(),
                    meters,
                    surroundings.publishInterval()));
            DecisionLog decisions = closedLater(decisionLog(surroundings));
            decisions.start();
            state.addListener(decisions);
            KillSwitch killSwitch = closedLater(KillSwitch.watching(configuration.killSwitchFile()));
            Gauge.builder("headroom.kill.switch", killSwitch, on -> on.isOn() ? 1 : 0)
                    .description("1 while the kill switch is on: every profile answers as in mode observe")
                    .register(meters);
            PluginMeters plugins = new PluginMeters(meters);
            WakeMeters wakeMeters = new WakeMeters(meters);
            Refusals refusals = new Refusals(wakeMeters);
            state.addListener(refusals);
            Timelines timelines = new Timelines();
            state.addListener(timelines);
            Heartbeat heartbeat = new Heartbeat();
            VerbMeters verbMeters = new VerbMeters(meters);
            SchedulingVerbs scheduling = new SchedulingVerbs(new VerbContext(
                    new Profiles(
                            configuration.profiles(),
                            configuration.pluginGuard(),
                            surroundings.ticker(),
                            plugins,
                            killSwitch),
                    state::view,
                    new UnresolvedPods(
                            state.resolutions(),
                            configuration.unresolved().charge(),
                            configuration.unresolved().expiry()),
                    configuration.unresolved(),
                    decision -> {
                        decisions.accept(decision);
                        refusals.accept(decision);
                    },
                    verbMeters,
                    surroundings.ticker(),
                    surroundings.clock()));
            verbs = closedLater(
                    VerbsServer.start(configuration.server(), scheduling, meters, heartbeat, surroundings.ticker()));
            watchdog = closedLater(Watchdog.start(heartbeat::beats, new Standstill(heartbeat, surroundings.halt())));
            ProcessStatus status =
                    new ProcessStatus(configuration.profiles(), plugins, killSwitch, surroundings.simulated());
            Diagnoser diagnoser = new Diagnoser(state::view, status, verbMeters, surroundings.clock());
            OpsApi api = closedLater(new OpsApi(
                    state::view,
                    decisions,
                    status,
                    surroundings.clock(),
                    scale(configuration.profiles()),
                    meters,
                    diagnoser,
                    timelines));
            ops = closedLater(OpsServer.start(
                    configuration.server(),
                    meters,
                    new OpsServer.Parts(
                            watchdog::alive,
                            List.of(
                                    new Condition("synced", () -> state.view().synced()),
                                    new Condition("stateWriter", state::alive),
                                    new Condition("accepting", () -> !draining)),
                            api),
                    surroundings.ticker()));
            Surroundings.Running feed = closedLater(surroundings.feed().start(state, meters));
            diagnoser.asks(feed::inputs);
            closedLater(Waker.start(
                    refusals,
                    room(surroundings, killSwitch),
                    new Waker.Limits(
                            configuration.wake().perSecond(),
                            configuration.wake().mostPerPod()),
                    configuration.wake().enabled() ? feed.touch() : null,
                    wakeMeters,
                    state::view,
                    surroundings.ticker(),
                    surroundings.clock()));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Listens on both ports when it returns; what is known of the cluster comes later, and until then verbs answer
     * neutrally.
     *
     * @throws IllegalStateException if a port cannot be had; names it
     */
    public static Headroom start(HeadroomConfiguration configuration, Surroundings surroundings) {
        return new Headroom(configuration, surroundings);
    }

    public int verbsPort() {
        return verbs.port();
    }

    public int opsPort() {
        return ops.port();
    }

    public ClusterState state() {
        return state;
    }

    /** Says at {@code /readyz} that nothing more should be asked, and answers what was; at most for the drain time-out. */
    public void drain() {
        draining = true;
        // The loop ends on purpose now; its silence must not end the process.
        watchdog.close();
        Duration limit = configuration.server().drainTimeout();
        if (!verbs.drain(limit)) {
            LOG.warn("Not all requests were answered within {} s", limit.toSeconds());
        }
    }

    /** Ends all threads and ports, the last part first. */
    @Override
    public void close() {
        for (AutoCloseable part = parts.pollLast(); part != null; part = parts.pollLast()) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not close well", part.getClass().getSimpleName(), e);
            }
        }
    }

    private <T extends AutoCloseable> T closedLater(T part) {
        parts.addLast(part);
        return part;
    }

    private DecisionLog decisionLog(Surroundings surroundings) {
        HeadroomConfiguration.DecisionLog log = configuration.decisionLog();
        return new DecisionLog(
                log.directory().isEmpty() ? null : Path.of(log.directory()),
                log.maxBytes(),
                log.recent(),
                surroundings.clock(),
                meters);
    }

    /** For a thread that nobody waits for: its passes may take as long as a starved machine makes them. */
    private Room room(Surroundings surroundings, KillSwitch killSwitch) {
        GuardPolicy guard = configuration.pluginGuard();
        Profiles profiles = new Profiles(
                configuration.profiles(),
                new GuardPolicy(UNHURRIED, guard.faults(), guard.firstPause(), guard.longestPause()),
                surroundings.ticker(),
                PluginObserver.NONE,
                killSwitch);
        return new Room(profiles::serving, profiles::mode);
    }

    /** The page measures nodes as the first profile that scores by headroom does. */
    private static NodeScale scale(List<ProfileSpec> profiles) {
        return profiles.stream()
                .flatMap(profile -> profile.plugins().stream())
                .flatMap(
                        plugin -> plugin.arguments() instanceof GcHeadroom.Args args ? Stream.of(args) : Stream.empty())
                .findFirst()
                .map(args -> new NodeScale(
                        args.sensitivity(),
                        new GcHeadroomModel(args.quantile(), args.sensitivity(), args.correlation()).z(),
                        args.correlation()))
                .orElse(NodeScale.DEFAULT);
    }
}
