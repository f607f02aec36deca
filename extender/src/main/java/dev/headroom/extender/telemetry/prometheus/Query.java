package dev.headroom.extender.telemetry.prometheus;

import java.util.List;

/**
 * A question in PromQL.
 *
 * @param name for people and meters, short
 * @param promql what is asked
 * @param labels the labels of its answer that matter
 */
record Query(String name, String promql, List<String> labels) {

    Query {
        labels = List.copyOf(labels);
    }
}
