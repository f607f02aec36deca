package dev.headroom.extender.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One of the demo's two worlds with the scheduler that fills it. Used by one thread. */
final class Side {

    private final World world;
    private final SimulatedScheduler scheduler;
    private final Consumer<Outcome.Placed> binder;
    private final SchedulingQueue queue = new SchedulingQueue();

    /** @param binder is told of each binding before the next pod is looked at */
    Side(World world, SimulatedScheduler scheduler, Consumer<Outcome.Placed> binder) {
        this.world = world;
        this.scheduler = scheduler;
        this.binder = binder;
    }

    void apply(Traffic.Step traffic) {
        traffic.created().forEach(queue::add);
        for (SimulatedPod pod : traffic.deleted()) {
            queue.remove(pod);
            world.delete(pod);
        }
    }

    /** Tries every pod whose turn it is. */
    List<Outcome> schedule(long nowMillis) {
        List<Outcome> outcomes = new ArrayList<>();
        for (SimulatedPod pod : queue.due(nowMillis)) {
            Outcome outcome = scheduler.place(pod);
            switch (outcome) {
                case Outcome.Placed placed -> {
                    queue.remove(pod);
                    world.bind(pod, placed.node());
                    binder.accept(placed);
                }
                case Outcome.Refused refused -> queue.backOff(pod, nowMillis);
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    World world() {
        return world;
    }

    SimulatedScheduler scheduler() {
        return scheduler;
    }

    int waiting() {
        return queue.size();
    }
}
