package dev.headroom.extender;

import dev.headroom.extender.state.ClusterState;
import dev.headroom.extender.telemetry.InputHealth;
import dev.headroom.extender.wake.Touch;
import dev.headroom.runtime.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a Headroom runs in: a real cluster or a simulated one.
 *
 * @param clock the time by which data ages
 * @param ticker the time by which requests and charges are measured; real in a simulation too
 * @param publishInterval shortest time between two published states
 * @param simulated whether the cluster is a simulation, which the page then says
 * @param feed what tells the state about the cluster
 * @param halt ends the process with a status, at once: for an event loop that stands still
 */
public record Surroundings(
        InstantSource clock, Ticker ticker, Duration publishInterval, boolean simulated, Feed feed, IntConsumer halt) {

    /** Starts whatever tells the state about nodes, pods and measurements. */
    @FunctionalInterface
    public interface Feed {

        /** A feed for a state that its owner tells by itself. */
        Feed NONE = (state, meters) -> () -> {};

        /** @return ends the feed */
        Running start(ClusterState state, MeterRegistry meters);
    }

    /** A feed at work. */
    @FunctionalInterface
    public interface Running extends AutoCloseable {

        /** How a pod is touched that is to be tried again; null where there is no real cluster. */
        default @Nullable Touch touch() {
            return null;
        }

        /** What each source of measurements says of itself. */
        default List<InputHealth> inputs() {
            return List.of();
        }

        @Override
        void close();
    }
}
