package dev.headroom.runtime;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands around every call of one plugin: times it, catches what it throws, and takes the plugin out when it fails
 * repeatedly. After a pause one trial pass decides whether it comes back. Used by one thread.
 */
final class Guard {

    private final String plugin;
    private final GuardPolicy policy;
    private final Ticker ticker;
    private final PluginObserver observer;

    private int faultsInARow;
    private boolean out;
    private long outSinceNanos;
    private long pauseNanos;

    Guard(String plugin, GuardPolicy policy, Ticker ticker, PluginObserver observer) {
        this.plugin = plugin;
        this.policy = policy;
        this.ticker = ticker;
        this.observer = observer;
    }

    /** @return what the pass returned; null if the plugin is taken out or failed, so that the cycle goes on without */
    <R> @Nullable R call(ExtensionPoint point, Supplier<R> pass) {
        long start = ticker.nanos();
        if (out && start - outSinceNanos < pauseNanos) {
            return null;
        }
        R result;
        try {
            result = pass.get();
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            observer.broke(plugin, point, e);
            fault(e);
            return null;
        }
        long took = ticker.nanos() - start;
        observer.passed(plugin, point, took);
        if (took > policy.budget().toNanos()) {
            observer.overran(plugin, point, took);
            fault(new OverrunException(took, policy.budget()));
        } else {
            well();
        }
        return result;
    }

    boolean isOut() {
        return out;
    }

    private void well() {
        faultsInARow = 0;
        if (out) {
            out = false;
            pauseNanos = 0;
            observer.takenBack(plugin);
        }
    }

    private void fault(Throwable cause) {
        faultsInARow++;
        if (out || faultsInARow >= policy.faults()) {
            pauseNanos = pauseNanos == 0
                    ? policy.firstPause().toNanos()
                    : Math.min(2 * pauseNanos, policy.longestPause().toNanos());
            out = true;
            outSinceNanos = ticker.nanos();
            observer.takenOut(plugin, pauseNanos, cause);
        }
    }
}
