package dev.headroom.extender.telemetry.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PodBookTest {

    private final PodBook book = new PodBook();

    @Test
    void a_pod_is_found_by_uid_by_name_and_by_address() {
        PodRef pod = pod("u1", "web-0");
        book.podAppeared(pod, "10.0.0.1");

        assertThat(book.byUid("u1")).isEqualTo(pod);
        assertThat(book.byName("shop", "web-0")).isEqualTo(pod);
        assertThat(book.byAddress("10.0.0.1")).isEqualTo(pod);
        assertThat(book.byAddress("10.0.0.2")).isNull();
        assertThat(book.byName("other", "web-0")).isNull();
    }

    @Test
    void it_counts_each_pod_once_and_none_that_is_gone() {
        book.podAppeared(pod("u1", "web-0"), "");
        book.podAppeared(pod("u2", "web-1"), "");
        book.podAppeared(pod("u1", "web-0"), "10.0.0.1");
        assertThat(book.size()).isEqualTo(2);
        book.podGone("u1");
        book.podGone("u1");
        assertThat(book.size()).isEqualTo(1);
    }

    @Test
    void a_pod_that_comes_again_under_its_name_takes_it_over_and_keeps_it_when_the_old_one_goes() {
        book.podAppeared(pod("old", "web-0"), "10.0.0.1");
        book.podAppeared(pod("new", "web-0"), "10.0.0.2");
        book.podGone("old");

        assertThat(book.byName("shop", "web-0")).isEqualTo(pod("new", "web-0"));
        assertThat(book.byUid("old")).isNull();
        assertThat(book.byAddress("10.0.0.1")).isNull();
    }

    @Test
    void an_address_that_several_pods_share_names_none_of_them() {
        book.podAppeared(pod("u1", "a"), "10.0.0.1");
        book.podAppeared(pod("u2", "b"), "10.0.0.1");
        assertThat(book.byAddress("10.0.0.1")).isNull();

        book.podGone("u2");
        assertThat(book.byAddress("10.0.0.1")).isEqualTo(pod("u1", "a"));
    }

    @Test
    void a_pod_that_gets_another_address_leaves_the_first() {
        book.podAppeared(pod("u1", "a"), "10.0.0.1");
        book.podAppeared(pod("u1", "a"), "10.0.0.9");

        assertThat(book.byAddress("10.0.0.1")).isNull();
        assertThat(book.byAddress("10.0.0.9")).isEqualTo(pod("u1", "a"));
    }

    @Test
    void a_node_is_found_by_its_newest_address() {
        book.nodeAppeared("n1", "10.1.0.1", 0);
        book.nodeAppeared("n1", "10.1.0.2", 0);

        assertThat(book.nodeByAddress("10.1.0.1")).isNull();
        assertThat(book.nodeByAddress("10.1.0.2")).isEqualTo("n1");
        book.nodeGone("n1");
        assertThat(book.nodeByAddress("10.1.0.2")).isNull();
    }

    @Test
    void the_only_container_of_a_pod_is_meant_where_none_is_named() {
        PodRef one = new PodRef("u", "shop", "a", "n1", List.of("main"), 0);
        PodRef two = new PodRef("u", "shop", "a", "n1", List.of("main", "proxy"), 0);

        assertThat(one.container("")).isEqualTo("main");
        assertThat(two.container("")).isEmpty();
        assertThat(two.container("proxy")).isEqualTo("proxy");
        assertThat(two.mayHave("other")).isFalse();
    }

    private static PodRef pod(String uid, String name) {
        return new PodRef(uid, "shop", name, "n1", List.of("main"), 1);
    }
}
