package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings.Labels;
import dev.headroom.config.PrometheusSettings.SeriesJoin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which series of one side are about containers, and by which labels they are told apart.
 *
 * @param rows of the kubelet's series: those of containers, or of pods where there are no others
 * @param shards among how many rounds the pods are divided
 * @param shard which part is asked now, 0 to {@code shards} − 1
 */
record Selection(Side side, SeriesJoin join, Labels labels, Rows rows, int shards, int shard) {

    enum Rows {
        CONTAINERS,
        PODS
    }

    /** The last character of a pod's name is as good as random, and so is one of a UID or an address. */
    private static final String CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

    /** Whatever divides one metric's series of a container: all of them are told apart, for sums. */
    static final List<String> DIMENSIONS =
            List.of("area", "id", "quantile", "go_memory_type", "type", "gc", "action", "cause", "cpu");

    /** Without parts. */
    static Selection all(Side side, SeriesJoin join, Labels labels, Rows rows) {
        return new Selection(side, join, labels, rows, 1, 0);
    }

    /** The labels that name a container. */
    List<String> identity() {
        return switch (join) {
            case POD -> List.of(labels.namespace(), labels.pod(), labels.container());
            case UID -> List.of(labels.uid(), labels.container());
            case ID -> List.of(labels.id(), labels.container());
            case INSTANCE -> List.of(labels.instance());
        };
    }

    /** Those, what divides a metric's series, and what else matters. */
    List<String> identityAndDimensions(Set<String> more) {
        List<String> all = new ArrayList<>(identity());
        Set<String> dimensions = new TreeSet<>(DIMENSIONS);
        dimensions.addAll(more);
        for (String dimension : dimensions) {
            // The cgroup's path, which differs from a memory pool's name.
            if (!all.contains(dimension) && !(side == Side.CONTAINER && dimension.equals(labels.id()))) {
                all.add(dimension);
            }
        }
        return all;
    }

    /** The matchers within the braces, without a name; may be empty. */
    String matchers() {
        List<String> matchers = new ArrayList<>();
        if (side == Side.CONTAINER) {
            if (rows == Rows.PODS) {
                matchers.add(labels.container() + "=\"\"");
            } else if (join != SeriesJoin.ID) {
                matchers.add(labels.container() + "!=\"\"");
                matchers.add(labels.container() + "!=\"POD\"");
            }
        }
        String key = key();
        matchers.add(shards == 1 ? key + "!=\"\"" : key + "=~\"" + part() + "\"");
        return String.join(",", matchers);
    }

    private String key() {
        return switch (join) {
            case POD -> labels.pod();
            case UID -> labels.uid();
            case ID -> labels.id();
            case INSTANCE -> labels.instance();
        };
    }

    /** Part 0 takes all that ends otherwise, too, so that nothing is left out. */
    private String part() {
        StringBuilder mine = new StringBuilder();
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < CHARACTERS.length(); i++) {
            (i % shards == shard ? mine : others).append(CHARACTERS.charAt(i));
        }
        String end = shard == 0 ? "[^" + others + "]" : "[" + mine + "]";
        return switch (join) {
            case POD, UID -> ".*" + end;
            // The first digit of the UID: the path ends alike for all.
            case ID -> ".*[/-]pod" + end + ".*";
            case INSTANCE -> ".*" + end + ":[0-9]+|[^:]*" + end;
        };
    }

    /** For {@code by (…)}. */
    static String list(List<String> names) {
        return names.stream().collect(Collectors.joining(", ", "(", ")"));
    }
}
