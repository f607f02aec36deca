package dev.headroom.runtime;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands around every call of one plugin: times it, catches what it throws, and takes the plugin out when it fails
 * repeatedly. After a pause one trial pass decides whether it comes back. Used by one thread.
 */
final class Guard {

    private final PluginId plugin;
    private final GuardPolicy policy;
    private final Ticker ticker;
    private final PluginObserver observer;

    /** Per extension point: one that goes well must not hide another that always fails. */
    private final int[] faultsInARow = new int[ExtensionPoint.values().length];

    private boolean out;
    private long outSinceNanos;
    private long pauseNanos;

    Guard(PluginId plugin, GuardPolicy policy, Ticker ticker, PluginObserver observer) {
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
            fault(point, e);
            return null;
        }
        long took = ticker.nanos() - start;
        observer.passed(plugin, point, took);
        if (took > policy.budget().toNanos()) {
            observer.overran(plugin, point, took);
            fault(point, new OverrunException(took, policy.budget()));
        } else {
            well(point);
        }
        return result;
    }

    boolean isOut() {
        return out;
    }

    private void well(ExtensionPoint point) {
        faultsInARow[point.ordinal()] = 0;
        if (out && Arrays.stream(faultsInARow).allMatch(faults -> faults == 0)) {
            out = false;
            pauseNanos = 0;
            observer.takenBack(plugin);
        }
    }

    private void fault(ExtensionPoint point, Throwable cause) {
        if (++faultsInARow[point.ordinal()] >= policy.faults() || out) {
            pauseNanos = pauseNanos == 0
                    ? policy.firstPause().toNanos()
                    : Math.min(2 * pauseNanos, policy.longestPause().toNanos());
            out = true;
            outSinceNanos = ticker.nanos();
            observer.takenOut(plugin, pauseNanos, cause);
        }
    }
}
