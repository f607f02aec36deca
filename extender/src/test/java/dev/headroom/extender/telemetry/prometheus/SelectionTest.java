package dev.headroom.extender.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.config.PrometheusSettings.SeriesJoin;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

    private static final PrometheusSettings.Labels LABELS =
            PrometheusSettings.of("").labels();

    @Test
    void a_containers_row_is_no_pods_and_no_pause_containers() {
        assertThat(Selection.all(Side.CONTAINER, SeriesJoin.POD, LABELS, Selection.Rows.CONTAINERS)
                        .matchers())
                .isEqualTo("container!=\"\",container!=\"POD\",pod!=\"\"");
        assertThat(Selection.all(Side.CONTAINER, SeriesJoin.POD, LABELS, Selection.Rows.PODS)
                        .matchers())
                .isEqualTo("container=\"\",pod!=\"\"");
        assertThat(Selection.all(Side.PROGRAM, SeriesJoin.INSTANCE, LABELS, Selection.Rows.CONTAINERS)
                        .matchers())
                .isEqualTo("instance!=\"\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 16})
    void every_pod_is_in_exactly_one_part(int shards) {
        for (String pod : new String[] {"cart-7d9f-x2k4q", "db-0", "UPPER", "a.b", "x_", "2", "job-28500-zzzzz"}) {
            assertThat(partsWith(SeriesJoin.POD, shards, pod)).as(pod).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(SeriesJoin.class)
    void parts_are_disjoint_by_whatever_pods_are_known(SeriesJoin join) {
        String[] keys = switch (join) {
            case POD -> new String[] {"cart-7d9f-x2k4q", "cart-0"};
            case UID -> new String[] {"0d2f1c7e-8a44-4a0c-9d0e-2f3b5a6c7d8e"};
            case ID ->
                new String[] {
                    "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podad2f1c7e_8a44_4a0c_9d0e_2f3b5a6c7d8e.slice/cri-containerd-4f1c.scope",
                    "/kubepods/besteffort/pod0d2f1c7e-8a44-4a0c-9d0e-2f3b5a6c7d8e/4f1c"
                };
            case INSTANCE -> new String[] {"10.0.0.1:8080", "10.0.0.12:8081", "10.0.0.7", "web:1"};
        };
        for (String key : keys) {
            assertThat(partsWith(join, 4, key)).as(key).isEqualTo(1);
        }
    }

    private static long partsWith(SeriesJoin join, int shards, String key) {
        return Stream.iterate(0, shard -> shard + 1)
                .limit(shards)
                .filter(shard -> matches(
                        new Selection(Side.PROGRAM, join, LABELS, Selection.Rows.CONTAINERS, shards, shard), key))
                .count();
    }

    /** PromQL's expressions match whole values, and those used here mean the same in Java. */
    private static boolean matches(Selection selection, String key) {
        Matcher regex = Pattern.compile("[a-z]+=~\"(.*)\"").matcher(selection.matchers());
        return regex.matches() && Pattern.matches(regex.group(1), key);
    }
}
