package dev.headroom.extender;

import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.demo.HeadroomStarter;
import dev.headroom.extender.demo.RunningHeadroom;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.runtime.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** Starts a whole Headroom whose state is told by a simulation. */
record DemoStarter(Ticker ticker) implements HeadroomStarter {

    @Override
    public RunningHeadroom start(HeadroomConfiguration configuration, InstantSource clock) {
        // Published at once: the simulation waits for its own events, and the same seed shall place the same pods.
        return new Simulated(Headroom.start(
                configuration,
                new Surroundings(
                        clock, ticker, Duration.ZERO, true, Surroundings.Feed.NONE, Runtime.getRuntime()::halt)));
    }

    private record Simulated(Headroom headroom) implements RunningHeadroom {

        @Override
        public int verbsPort() {
            return headroom.verbsPort();
        }

        @Override
        public int opsPort() {
            return headroom.opsPort();
        }

        @Override
        public void offer(StateEvent event) {
            headroom.state().offer(event);
        }

        @Override
        public CompletableFuture<?> flush() {
            return headroom.state().flush();
        }

        @Override
        public ClusterView view() {
            return headroom.state().view();
        }

        @Override
        public void close() {
            headroom.close();
        }
    }
}
