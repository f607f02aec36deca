package dev.headroom.extender.state;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnresolvedPodsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MIB = 1 << 20;

    private final Resolutions resolutions = new Resolutions();
    private final UnresolvedPods unresolved = new UnresolvedPods(resolutions, true, Duration.ofSeconds(5));
    private final NodeInfo a = aNode().named("a").inSlot(0).build();
    private final NodeInfo b = aNode().named("b").inSlot(1).build();
    private final PodInfo pod =
            aPod().named("p").requesting(100, "50Mi").forecast("100Mi", "10Mi").build();

    @Test
    void theLargestExcessOfThePodsThatAreChargedIsSeenAndTakenBack() {
        PodInfo small =
                aPod().named("s").forecast("100Mi", "0").peakingAt("110Mi").build();
        PodInfo large =
                aPod().named("l").forecast("100Mi", "0").peakingAt("150Mi").build();
        PodInfo alike =
                aPod().named("k").forecast("200Mi", "0").peakingAt("250Mi").build();
        for (PodInfo charged : List.of(small, large, alike)) {
            unresolved.charge(charged, List.of(a), 0);
        }
        assertThat(unresolved.view(a).chargedExcessBytes()).isEqualTo(50 * MIB);
        unresolved.release(large.uid());
        assertThat(unresolved.view(a).chargedExcessBytes()).isEqualTo(50 * MIB);
        unresolved.release(alike.uid());
        assertThat(unresolved.view(a).chargedExcessBytes()).isEqualTo(10 * MIB);
        unresolved.release(small.uid());
        assertThat(unresolved.view(a)).isSameAs(a);
    }

    @Test
    void aPodIsChargedToEveryNodeItMayHaveGoneTo() {
        unresolved.charge(pod, List.of(a, b), 0);

        for (NodeInfo node : List.of(a, b)) {
            NodeInfo charged = unresolved.view(node);
            assertThat(charged.charged().meanBytes()).isEqualTo(100 * MIB);
            assertThat(charged.charged().known()).isEqualTo(1);
            assertThat(charged.chargedRequests()).isEqualTo(pod.requests());
            assertThat(charged.forecast()).isEqualTo(node.forecast());
        }
    }

    @Test
    void chargingAgainReplacesTheOldCharge() {
        unresolved.charge(pod, List.of(a, b), 0);
        unresolved.charge(pod, List.of(b), SECOND);

        assertThat(unresolved.view(a)).isSameAs(a);
        assertThat(unresolved.view(b).charged().meanBytes()).isEqualTo(100 * MIB);
        assertThat(unresolved.size()).isEqualTo(1);
    }

    @Test
    void theChargedRecordIsTheSameWhileNodeAndChargeAre() {
        unresolved.charge(pod, List.of(a), 0);
        NodeInfo first = unresolved.view(a);

        assertThat(unresolved.view(a)).isSameAs(first);
        NodeInfo newer = aNode().named("a").inSlot(0).running(pod).build();
        assertThat(unresolved.view(newer).pods()).hasSize(1);
        assertThat(unresolved.view(newer).charged()).isEqualTo(first.charged());
        unresolved.charge(aPod().named("q").forecast("1Mi", "0").build(), List.of(a), 0);
        assertThat(unresolved.view(a).charged().meanBytes()).isEqualTo(101 * MIB);
    }

    @Test
    void aPodCountsOnceWhicheverViewTheVerbHas() {
        unresolved.charge(pod, List.of(a), 0);
        NodeInfo bound = aNode().named("a").inSlot(0).running(pod).build();
        // The writer adds the resolution before it publishes version 8.
        resolutions.add(8, pod.uid());

        FakeClusterView before = FakeClusterView.of(a).atVersion(7);
        unresolved.catchUp(before, 0);
        assertThat(unresolved.view(a).forecastWithCharges().meanBytes()).isEqualTo(100 * MIB);

        FakeClusterView after = FakeClusterView.of(bound).atVersion(8);
        unresolved.catchUp(after, 0);
        assertThat(unresolved.view(bound).forecastWithCharges().meanBytes()).isEqualTo(100 * MIB);
        assertThat(unresolved.view(bound)).isSameAs(bound);
    }

    @Test
    void aResolutionThatComesBeforeTheChargeIsSeenAndTakesItOff() {
        // The verb still has version 7 while version 8, which shows the pod, is being published.
        resolutions.add(8, pod.uid());
        unresolved.catchUp(FakeClusterView.of(a).atVersion(7), 0);
        unresolved.charge(pod, List.of(a), 0);

        unresolved.catchUp(FakeClusterView.of(a).atVersion(8), 0);
        assertThat(unresolved.size()).isZero();
    }

    @Test
    void aPodAskedAboutAfterItWasResolvedExpires() {
        resolutions.add(8, pod.uid());
        unresolved.catchUp(FakeClusterView.of(a).atVersion(8), 0);
        unresolved.charge(pod, List.of(a), 0);

        unresolved.catchUp(FakeClusterView.of(a).atVersion(9), 5 * SECOND);
        assertThat(unresolved.size()).isEqualTo(1);
        unresolved.catchUp(FakeClusterView.of(a).atVersion(10), 5 * SECOND + 1);
        assertThat(unresolved.size()).isZero();
        assertThat(unresolved.view(a)).isSameAs(a);
        assertThat(unresolved.expired()).isEqualTo(1);
    }

    @Test
    void resolutionsOfPodsThatWereNeverChargedAreHarmless() {
        resolutions.add(1, "stranger");
        unresolved.catchUp(FakeClusterView.of(a), 0);
        unresolved.release("another");

        assertThat(unresolved.view(a)).isSameAs(a);
    }

    @Test
    void theMonotonicClockMayWrapAround() {
        long nearEnd = Long.MAX_VALUE - SECOND;
        unresolved.charge(pod, List.of(a), nearEnd);

        unresolved.catchUp(FakeClusterView.of(a), nearEnd + 4 * SECOND);
        assertThat(unresolved.size()).isEqualTo(1);
        unresolved.catchUp(FakeClusterView.of(a), nearEnd + 6 * SECOND);
        assertThat(unresolved.size()).isZero();
    }

    @Test
    void chargingAgainRenewsTheExpiry() {
        PodInfo other = aPod().named("other").build();
        unresolved.charge(pod, List.of(a), 0);
        unresolved.charge(other, List.of(a), SECOND);
        unresolved.charge(pod, List.of(a), 4 * SECOND);

        unresolved.catchUp(FakeClusterView.of(a), 7 * SECOND);
        assertThat(unresolved.view(a).charged().known()).isEqualTo(1);
        assertThat(unresolved.view(a).charged().unknown()).isZero();
    }

    @Test
    void aBacklogOfExpiredPodsShrinksByAThousandPerCall() {
        for (int i = 0; i < 2_500; i++) {
            unresolved.charge(aPod().named("p" + i).build(), List.of(a), 0);
        }
        for (int left : new int[] {1_500, 500, 0}) {
            unresolved.catchUp(FakeClusterView.of(a), 10 * SECOND);
            assertThat(unresolved.size()).isEqualTo(left);
        }
    }

    @Test
    void beyondTenThousandPodsTheOldestIsLetGo() {
        for (int i = 0; i < 10_003; i++) {
            unresolved.charge(aPod().named("p" + i).forecast("1Mi", "0").build(), List.of(a), i);
        }

        assertThat(unresolved.size()).isEqualTo(UnresolvedPods.MAX_PODS);
        assertThat(unresolved.overflowed()).isEqualTo(3);
        assertThat(unresolved.view(a).charged().meanBytes()).isEqualTo(10_000 * MIB);
    }

    @Test
    void aNodeThatTakesAnothersSlotDoesNotTakeItsCharge() {
        unresolved.charge(pod, List.of(a), 0);
        NodeInfo successor = aNode().named("c").inSlot(0).build();
        unresolved.catchUp(FakeClusterView.of(successor), 0);

        assertThat(unresolved.view(successor)).isSameAs(successor);
        unresolved.release(pod.uid());
        unresolved.charge(pod, List.of(successor), 0);
        assertThat(unresolved.view(successor).charged().known()).isEqualTo(1);
    }

    @Test
    void aNodeThatComesBackInAnotherSlotKeepsItsCharge() {
        unresolved.charge(pod, List.of(a), 0);
        NodeInfo again = aNode().named("a").inSlot(90).build();
        unresolved.catchUp(FakeClusterView.of(b), 0);
        unresolved.catchUp(FakeClusterView.of(again), 0);

        assertThat(unresolved.view(again).charged().known()).isEqualTo(1);
        unresolved.release(pod.uid());
        assertThat(unresolved.view(again)).isSameAs(again);
    }

    @Test
    void switchedOffItChargesNothingAndStillEmptiesTheQueue() {
        UnresolvedPods off = new UnresolvedPods(resolutions, false, Duration.ofSeconds(5));
        resolutions.add(1, pod.uid());

        off.charge(pod, List.of(a), 0);
        off.catchUp(FakeClusterView.of(a), 0);

        assertThat(off.view(a)).isSameAs(a);
        assertThat(off.size()).isZero();
        List<String> left = new ArrayList<>();
        resolutions.drainUpTo(Long.MAX_VALUE, left::add);
        assertThat(left).isEmpty();
    }

    @Test
    void aPodWithoutUidIsNotCharged() {
        PodInfo nameless = new PodInfo("", "d", "p", "s", "", 0, pod.requests(), pod.memory(), pod.forecast());

        unresolved.charge(nameless, List.of(a), 0);

        assertThat(unresolved.size()).isZero();
    }

    /** Nodes come, go and change slots; the charges are always those of a simple map by name. */
    @Test
    void chargesFollowNodesThroughAnyChangeOfSlots() {
        Random random = new Random(42);
        String[] names = {"a", "b", "c", "d", "e", "f"};
        Integer[] slots = {0, 1, 2, 3, 4, 5, 6, 7};
        Map<String, List<String>> model = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            if (random.nextInt(5) == 0) {
                Collections.shuffle(Arrays.asList(slots), random);
            }
            List<NodeInfo> nodes = new ArrayList<>();
            for (int i = 0; i < names.length; i++) {
                nodes.add(aNode().named(names[i]).inSlot(slots[i]).build());
            }
            unresolved.catchUp(FakeClusterView.of(nodes), step);
            String uid = "pod-" + random.nextInt(8);
            if (random.nextBoolean()) {
                List<NodeInfo> chosen =
                        nodes.stream().filter(node -> random.nextBoolean()).toList();
                PodInfo asked = new PodInfo(uid, "d", uid, "s", "", 0, pod.requests(), pod.memory(), pod.forecast());
                unresolved.charge(asked, chosen, step);
                model.put(uid, chosen.stream().map(NodeInfo::name).toList());
            } else {
                unresolved.release(uid);
                model.remove(uid);
            }
            if (random.nextBoolean()) {
                for (NodeInfo node : nodes) {
                    long expected = model.values().stream()
                            .filter(charged -> charged.contains(node.name()))
                            .count();
                    assertThat(unresolved.view(node).charged().known()).isEqualTo((int) expected);
                }
            }
        }
    }
}
