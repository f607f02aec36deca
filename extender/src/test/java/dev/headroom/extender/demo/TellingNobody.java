package dev.headroom.extender.demo;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.extender.state.StateEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** In Headroom's place: writes down what it is told and knows nothing. */
final class TellingNobody implements RunningHeadroom {

    private final List<StateEvent> told = new ArrayList<>();

    List<StateEvent> told() {
        return told;
    }

    @Override
    public int verbsPort() {
        return 0;
    }

    @Override
    public int opsPort() {
        return 0;
    }

    @Override
    public void offer(StateEvent event) {
        told.add(event);
    }

    @Override
    public CompletableFuture<?> flush() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public ClusterView view() {
        return new Empty();
    }

    @Override
    public void close() {}

    private record Empty() implements ClusterView {

        @Override
        public long version() {
            return 0;
        }

        @Override
        public boolean synced() {
            return true;
        }

        @Override
        public Object nodeSet() {
            return Empty.class;
        }

        @Override
        public int slots() {
            return 0;
        }

        @Override
        public NodeInfo node(int slot) {
            throw new IndexOutOfBoundsException(slot);
        }

        @Override
        public int slotOf(byte[] utf8, int from, int to) {
            return -1;
        }

        @Override
        public int slotOf(String name) {
            return -1;
        }

        @Override
        public MemoryForecast forecast(PodInfo pod) {
            return MemoryForecast.UNKNOWN;
        }

        @Override
        public List<String> degraded() {
            return List.of();
        }
    }
}
