package dev.headroom.extender.demo;

import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.Headroom;
import dev.headroom.extender.Surroundings;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.runtime.SystemClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** A whole Headroom for the demo's tests. */
record StartedHeadroom(Headroom headroom) implements RunningHeadroom {

    static RunningHeadroom start(HeadroomConfiguration configuration, InstantSource clock) {
        return new StartedHeadroom(Headroom.start(
                configuration,
                new Surroundings(clock, new SystemClock(), Duration.ZERO, true, Surroundings.Feed.NONE, status -> {})));
    }

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
