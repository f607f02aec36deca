package dev.headroom.extender.verbs;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.extender.state.FakeClusterView;
import java.util.ArrayList;
import java.util.List;

/** States with nodes of which a test needs nothing but the names. */
final class TestNodes {

    static final MemoryForecast SOME = new MemoryForecast(1 << 30, 1 << 20, 0.9, 0, ForecastSource.REPLICAS);

    private TestNodes() {}

    /** Empty nodes with these names, and a forecast for every pod. */
    static FakeClusterView empty(String... names) {
        List<NodeInfo> nodes = new ArrayList<>();
        for (String name : names) {
            nodes.add(aNode().named(name).inSlot(nodes.size()).build());
        }
        return FakeClusterView.of(nodes).expecting(SOME);
    }

    /** Nodes with these names, each with a pod of priority −10 with UID {@code uid-default-<name>}. */
    static FakeClusterView withLowPods(String... names) {
        List<NodeInfo> nodes = new ArrayList<>();
        for (String name : names) {
            nodes.add(aNode().named(name)
                    .inSlot(nodes.size())
                    .running(aPod().named(name).withPriority(-10).forecast(SOME).build())
                    .build());
        }
        return FakeClusterView.of(nodes).expecting(SOME);
    }

    /** {@code n0} to {@code n<count − 1>}. */
    static String[] names(int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = "n" + i;
        }
        return names;
    }
}
