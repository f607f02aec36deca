package dev.headroom.extender.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpMetersTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpMeters meters = new HttpMeters(registry);

    @Test
    void an_answer_is_counted_and_falls_into_its_buckets() {
        meters.answered(Verb.FILTER, TimeUnit.MILLISECONDS.toNanos(4));

        assertThat(registry.scrape())
                .contains("headroom_verb_requests_total{code=\"200\",verb=\"filter\"} 1.0")
                .contains("headroom_verb_duration_seconds_bucket{verb=\"filter\",le=\"0.002\"} 0")
                .contains("headroom_verb_duration_seconds_bucket{verb=\"filter\",le=\"0.005\"} 1")
                .contains("headroom_verb_duration_seconds_bucket{verb=\"filter\",le=\"0.3\"} 1")
                .contains("headroom_verb_duration_seconds_sum{verb=\"filter\"} 0.004");
    }

    @Test
    void refusals_are_counted_by_verb_and_code() {
        meters.refused(Verb.PREEMPT, 413);
        meters.refused(Verb.PREEMPT, 413);
        meters.refused(null, 404);
        meters.refused(Verb.FILTER, HttpMeters.ABORTED);

        assertThat(registry.scrape())
                .contains("headroom_verb_requests_total{code=\"413\",verb=\"preempt\"} 2.0")
                .contains("headroom_verb_requests_total{code=\"404\",verb=\"none\"} 1.0")
                .contains("headroom_verb_requests_total{code=\"aborted\",verb=\"filter\"} 1.0");
    }
}
