package dev.headroom.extender.demo;

import dev.headroom.extender.state.ClusterView;
import dev.headroom.extender.state.StateEvent;
import java.util.concurrent.CompletableFuture;

/** A started Headroom, as the demo needs it: ports to call, a state to feed. Closing it ends its threads. */
public interface RunningHeadroom extends AutoCloseable {

    /** Where filter and prioritize are answered, on loopback. */
    int verbsPort();

    /** Where the page is. */
    int opsPort();

    /** Tells the state what an informer or a scrape would have told it. Thread-safe. */
    void offer(StateEvent event);

    /** Completes when everything offered before is in the published state. */
    CompletableFuture<?> flush();

    /** The published state. */
    ClusterView view();

    @Override
    void close();
}
