package dev.headroom.extender.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.state.StateEvent;
import dev.headroom.extender.telemetry.Target;
import dev.headroom.extender.telemetry.TargetListener;
import io.fabric8.kubernetes.api.model.Pod;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PodHandlerTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<StateEvent> events = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private final PodHandler handler = new PodHandler(
            events::add,
            new TargetListener() {
                @Override
                public void appeared(Target target) {
                    targets.add("+" + target.url());
                }

                @Override
                public void disappeared(String podUid) {
                    targets.add("-" + podUid);
                }
            },
            new BadValueLog(registry),
            () -> events.add(new StateEvent.Synced()));

    @Test
    @DisplayName("a pod that is bound, runs, finishes and goes: what happens to it, with the second of its creation")
    void life() {
        Pod waiting = pod("u1", "{}", "spec: {containers: [{name: a}]}");
        Pod bound = pod("u1", "{phase: Running, podIP: 10.0.0.1}", "spec: {nodeName: n, containers: [{name: a}]}");
        Pod done = pod("u1", "{phase: Succeeded, podIP: 10.0.0.1}", "spec: {nodeName: n, containers: [{name: a}]}");
        handler.onAdd(waiting);
        handler.onUpdate(waiting, bound);
        handler.onUpdate(bound, done);
        handler.onDelete(done, false);
        assertThat(events).hasSize(4);
        assertThat(applied(0).nodeName()).isNull();
        assertThat(applied(0).createdAtMillis()).isEqualTo(1_767_225_600_000L);
        assertThat(applied(1).nodeName()).isEqualTo("n");
        assertThat(applied(1).finished()).isFalse();
        assertThat(applied(2).finished()).isTrue();
        assertThat(events.get(3)).isEqualTo(new StateEvent.PodDeleted("u1"));
        assertThat(targets).containsExactly("+http://10.0.0.1:8080/metrics", "-u1");
    }

    @Test
    @DisplayName("a target is told once, and again when its address changes")
    void targetChanges() {
        Pod first = pod("u1", "{phase: Running, podIP: 10.0.0.1}", "spec: {containers: [{name: a}]}");
        Pod moved = pod("u1", "{phase: Running, podIP: 10.0.0.2}", "spec: {containers: [{name: a}]}");
        handler.onAdd(first);
        handler.onUpdate(first, first);
        handler.onUpdate(first, moved);
        assertThat(targets).containsExactly("+http://10.0.0.1:8080/metrics", "+http://10.0.0.2:8080/metrics");
    }

    @Test
    @DisplayName("another pod of the same name: the first one is gone even though nobody saw it go")
    void replaced() {
        Pod first = pod("u1", "{phase: Running, podIP: 10.0.0.1}", "spec: {containers: [{name: a}]}");
        Pod second = pod("u2", "{}", "spec: {containers: [{name: a}]}");
        handler.onAdd(first);
        handler.onUpdate(first, second);
        assertThat(events.get(1)).isEqualTo(new StateEvent.PodDeleted("u1"));
        assertThat(applied(2).pod().uid()).isEqualTo("u2");
        assertThat(targets).containsExactly("+http://10.0.0.1:8080/metrics", "-u1");
    }

    @Test
    @DisplayName("a bad value is counted once per pod, however often the pod changes, and again for another pod")
    void badValuesOnce() {
        Pod bad = pod("u1", "{}", "spec: {containers: [{name: a, env: [{name: GOMEMLIMIT, value: 1.5GiB}]}]}");
        handler.onAdd(bad);
        handler.onUpdate(bad, bad);
        assertThat(ignored()).isEqualTo(1);
        Pod other = pod("u2", "{}", "spec: {containers: [{name: a, env: [{name: GOMEMLIMIT, value: 1.5GiB}]}]}");
        handler.onAdd(other);
        assertThat(ignored()).isEqualTo(2);
    }

    private double ignored() {
        return registry.counter("headroom.watch.values.ignored", "field", "GOMEMLIMIT")
                .count();
    }

    private StateEvent.PodApplied applied(int index) {
        return (StateEvent.PodApplied) events.get(index);
    }

    private static Pod pod(String uid, String status, String spec) {
        return Yaml.pod("""
                metadata:
                  uid: %s
                  namespace: ns
                  name: p
                  creationTimestamp: "2026-01-01T00:00:00Z"
                  annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8080"}
                status: %s
                %s
                """.formatted(uid, status, spec));
    }
}
