package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.MemoryModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkloadBookTest {

    private final Fleet fleet = new Fleet(MemoryModel::new);
    private final WorkloadBook book = new WorkloadBook(3, fleet, 0.2);

    @Test
    @DisplayName("a profile comes from the measured replicas: one of 100 MiB")
    void fromReplicas() {
        measured("1", "web");
        settle();
        assertThat(book.publish()).hasSize(1);
        assertThat(Objects.requireNonNull(book.publish().get("web")).meanBytes())
                .isEqualTo(100 * MIB);
    }

    @Test
    @DisplayName("a measurement that came just before the replica left is not lost")
    void lastWord() {
        PodRecord pod = measured("1", "web");
        book.leave(pod, workload(pod));
        settle();
        assertThat(book.publish()).containsKey("web");
    }

    @Test
    @DisplayName("of more workloads than the bound the one without replicas for longest is forgotten")
    void oldestOut() {
        for (String key : List.of("a", "b", "c")) {
            PodRecord pod = measured("1", key);
            book.leave(pod, workload(pod));
        }
        // b is in use again, so that a is the oldest and c the next.
        measured("2", "b");
        measured("3", "d");
        settle();
        assertThat(book.publish().keySet()).containsExactlyInAnyOrder("b", "c", "d");
        measured("4", "e");
        measured("5", "f");
        settle();
        assertThat(book.publish().keySet()).containsExactlyInAnyOrder("b", "d", "e", "f");
    }

    @Test
    @DisplayName("a workload that never showed anything leaves nothing behind")
    void nothingShown() {
        PodRecord pod = new PodRecord(Events.info("1", "web", 0, 10));
        pod.workload = book.join(pod);
        book.leave(pod, workload(pod));
        for (int i = 0; i < 3; i++) {
            measured("m" + i, "w" + i);
        }
        settle();
        assertThat(book.publish()).hasSize(3);
    }

    @Test
    @DisplayName("replicas are told when the profile changed, and the map is copied only then")
    void toldOnce() {
        PodRecord pod = measured("1", "web");
        List<PodRecord> told = new ArrayList<>();
        book.settle(told::add);
        var first = book.publish();
        book.touch(workload(pod));
        book.settle(told::add);
        assertThat(told).containsExactly(pod);
        assertThat(book.publish()).isSameAs(first);
    }

    @Test
    @DisplayName("a pod without a controller belongs to no workload")
    void noController() {
        assertThat(book.join(new PodRecord(Events.info("1", "", 0, 10)))).isNull();
    }

    private PodRecord measured(String uid, String key) {
        PodRecord pod = new PodRecord(Events.info(uid, key, 0, 10));
        pod.workload = book.join(pod);
        pod.measured = new MemoryForecast(100 * MIB, MIB, 0.9, 1, ForecastSource.MEASURED);
        book.touch(workload(pod));
        return pod;
    }

    private static Workload workload(PodRecord pod) {
        return Objects.requireNonNull(pod.workload);
    }

    private void settle() {
        book.settle(pod -> {});
    }
}
