package dev.headroom.extender.verbs;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.headroom.api.NodeInfo;
import dev.headroom.extender.state.FakeClusterView;
import dev.headroom.predicates.GcHeadroomFit;
import dev.headroom.priorities.GcHeadroom;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.PluginSpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one request over 500 node names allocates, its decision included; the body comes from the network. */
class AllocationTest {

    private static final int WARM_UP = 500;
    private static final int ROUNDS = 200;

    private interface Verb {
        byte[] answer(byte[] body, int length);
    }

    @ParameterizedTest
    @CsvSource({
        // Bounds of bytes per request. The answer itself has about 24 KB (filter) and 33 KB (prioritize); in ENFORCE
        // filter answers 16 names.
        "SCORE, 33000, 49000",
        "ENFORCE, 25000, 58000",
        "OBSERVE, 33000, 49000"
    })
    void aRequestOverFiveHundredNamesAllocatesLittle(Mode mode, long mostFilter, long mostPrioritize) {
        VerbsFixture fixture = VerbsFixture.with(
                mode,
                true,
                List.of(
                        new PluginSpec<>(GcHeadroomFit.FACTORY, 0, GcHeadroomFit.FACTORY.defaults()),
                        new PluginSpec<>(GcHeadroom.FACTORY, 1, GcHeadroom.FACTORY.defaults())));
        List<NodeInfo> nodes = new ArrayList<>();
        String[] names = new String[500];
        for (int i = 0; i < names.length; i++) {
            names[i] = "ip-10-0-" + i / 10 + "-" + i + ".eu-west-1.compute.internal";
            nodes.add(aNode().named(names[i])
                    .inSlot(i)
                    .allocatable("64Gi")
                    .running(i % 30, aPod().forecast("1Gi", "100Mi"))
                    .build());
        }
        fixture.view = FakeClusterView.of(nodes).expecting(TestNodes.SOME);

        long filter = perRequest(fixture, fixture.verbs::filter, names);
        long prioritize = perRequest(fixture, fixture.verbs::prioritize, names);
        System.out.println("allocated per request of 500 names, mode " + mode + ": filter " + filter + " B, prioritize "
                + prioritize + " B");

        assertThat(filter).isLessThan(mostFilter);
        assertThat(prioritize).isLessThan(mostPrioritize);
    }

    private static long perRequest(VerbsFixture fixture, Verb verb, String[] names) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[][] bodies = new byte[WARM_UP + ROUNDS][];
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = body("uid-" + i, names).getBytes(UTF_8);
        }
        long before = 0;
        for (int i = 0; i < bodies.length; i++) {
            if (i == WARM_UP) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            verb.answer(bodies[i], bodies[i].length);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        fixture.decisions.clear();
        return allocated / ROUNDS;
    }

    private static String body(String uid, String[] names) {
        String container = "{\"name\":\"app\",\"image\":\"registry/app:1\",\"env\":[{\"name\":\"GOMEMLIMIT\",\"value\":"
                + "\"900MiB\"},{\"name\":\"A\",\"value\":\"B\"}],\"resources\":{\"requests\":{\"cpu\":\"100m\","
                + "\"memory\":\"512Mi\"},\"limits\":{\"memory\":\"1Gi\"}},\"volumeMounts\":[{\"name\":\"v\","
                + "\"mountPath\":\"/v\"}]}";
        return "{\"Pod\":{\"metadata\":{\"name\":\"web-5d9c7b-x\",\"namespace\":\"shop\",\"uid\":\"" + uid
                + "\",\"labels\":{\"pod-template-hash\":\"5d9c7b\"},\"ownerReferences\":[{\"kind\":\"ReplicaSet\","
                + "\"name\":\"web-5d9c7b\",\"controller\":true}]},\"spec\":{\"containers\":[" + container
                + "],\"priority\":0,\"schedulerName\":\"headroom\"},\"status\":{\"phase\":\"Pending\"}},\"Nodes\":null,"
                + "\"NodeNames\":" + VerbsFixture.names(names) + "}";
    }
}
