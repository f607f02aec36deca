package dev.headroom.extender.demo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happened since the last line; tells the one thing that a reader wants to know most. Used by one thread. */
final class DemoEvents {

    private boolean empty = true;
    private int placed;
    private World.@Nullable Kill kill;
    private Outcome.@Nullable Refused refused;
    private Outcome.@Nullable Placed lastPlaced;
    private @Nullable String rollout;

    void add(SimulatedCluster.Report report) {
        empty = false;
        for (Outcome outcome : report.outcomes()) {
            switch (outcome) {
                case Outcome.Placed one -> {
                    placed++;
                    lastPlaced = one;
                }
                case Outcome.Refused one -> refused = one;
            }
        }
        kill = report.kills().isEmpty() ? kill : report.kills().getLast();
        rollout = report.rollouts().isEmpty() ? rollout : report.rollouts().getLast();
    }

    /** Whether nothing was added. */
    boolean isEmpty() {
        return empty;
    }

    int placed() {
        return placed;
    }

    /** One short sentence; empty if nothing happened. */
    String headline() {
        if (kill != null) {
            return "out of memory: " + kill.node() + " killed "
                    + kill.pod().info().name() + " (" + gib(kill.residentBytes()) + ")";
        }
        if (refused != null && refused.byExtender()) {
            return "refused " + name(refused) + ": " + refused.reason();
        }
        if (rollout != null) {
            return "rollout of " + rollout;
        }
        if (lastPlaced != null) {
            return why(lastPlaced);
        }
        return refused == null ? "" : "waits: " + name(refused) + ": " + refused.reason();
    }

    private static String name(Outcome outcome) {
        return outcome.pod().info().name();
    }

    static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }

    /** For example {@code ledger-9kf74zl297-l45qc -> node-03 10+189, not node-10 9+180}: Headroom's and in-tree scores. */
    private static String why(Outcome.Placed placed) {
        String text = name(placed) + " -> " + scores(placed.chosen());
        return placed.runnerUp() == null ? text : text + ", not " + scores(placed.runnerUp());
    }

    private static String scores(Outcome.Ranked ranked) {
        return ranked.node() + " " + ranked.extender() + "+" + ranked.inTree();
    }
}
