package dev.headroom.extender.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PodMemorySpec;
import dev.headroom.api.Resources;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PodFieldsTest {

    private static final long MIB = 1L << 20;

    private final List<String> bad = new ArrayList<>();

    @Test
    @DisplayName("the smallest pod: no requests, no workload, priority 0")
    void smallest() {
        PodInfo pod = read("""
                metadata: {uid: u1, namespace: ns, name: p}
                spec: {containers: [{name: a}]}
                """);
        assertThat(pod)
                .isEqualTo(new PodInfo(
                        "u1",
                        "ns",
                        "p",
                        "default-scheduler",
                        "",
                        0,
                        Resources.NONE,
                        PodMemorySpec.NONE,
                        MemoryForecast.UNKNOWN));
    }

    @Test
    @DisplayName(
            "a Deployment's pod with everything on: requests max(sidecar 64 + init 512, sidecar 64 + 128 + 256) + overhead 10")
    void everything() {
        PodInfo pod = read("""
                metadata:
                  uid: u1
                  namespace: shop
                  name: web-7f9c-x
                  labels: {pod-template-hash: 7f9c}
                  annotations:
                    headroom.dev/memory-plateau: 300Mi
                    headroom.dev/memory-plateau-spread: 20Mi
                  ownerReferences:
                    - {apiVersion: v1, kind: Node, name: not-the-controller, uid: o0}
                    - {apiVersion: apps/v1, kind: ReplicaSet, name: web-7f9c, uid: o1, controller: true}
                spec:
                  schedulerName: headroom
                  priority: 1000
                  overhead: {cpu: 5m, memory: 10Mi}
                  initContainers:
                    - name: proxy
                      restartPolicy: Always
                      env: [{name: GOMEMLIMIT, value: 50MiB}]
                      resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 100Mi}}
                    - name: migrate
                      env: [{name: GOMEMLIMIT, value: 1GiB}]
                      resources: {requests: {cpu: 10m, memory: 512Mi}, limits: {memory: 2Gi}}
                  containers:
                    - name: a
                      env: [{name: GOMEMLIMIT, value: 7MiB}, {name: OTHER, value: x}, {name: GOMEMLIMIT, value: 230MiB}]
                      resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 256Mi}}
                    - name: b
                      env: [{name: GOMEMLIMIT, valueFrom: {resourceFieldRef: {resource: limits.memory}}}]
                      resources: {requests: {cpu: '1', memory: 256Mi}, limits: {memory: 300Mi}}
                """);
        // CPU 50 + 100 + 1000 + 5; memory max(64 + 512, 64 + 128 + 256) + 10.
        assertThat(pod.requests()).isEqualTo(new Resources(1155, 586 * MIB));
        // Limits 100 + 256 + 300 and GOMEMLIMIT 50 + 230: the ordinary init container is gone by then, and
        // of a variable that is set twice the last counts.
        assertThat(pod.memory()).isEqualTo(new PodMemorySpec(656 * MIB, 280 * MIB, 300 * MIB, 20 * MIB));
        assertThat(pod.workload()).isEqualTo("shop/Deployment/web");
        assertThat(pod.schedulerName()).isEqualTo("headroom");
        assertThat(pod.priority()).isEqualTo(1000);
        assertThat(bad).isEmpty();
    }

    @Test
    @DisplayName(
            "pod-level resources replace the containers' for the resource they name: memory 1 GiB, CPU stays 200 m")
    void podLevel() {
        PodInfo pod = read("""
                metadata: {uid: u1, namespace: ns, name: p}
                spec:
                  resources: {requests: {memory: 1Gi}, limits: {memory: 2Gi}}
                  containers: [{name: a, resources: {requests: {cpu: 200m, memory: 100Mi}}}]
                """);
        assertThat(pod.requests()).isEqualTo(new Resources(200, 1024 * MIB));
        assertThat(pod.memory().limitBytes()).isEqualTo(2048 * MIB);
    }

    @Test
    @DisplayName(
            "a container that is being resized counts with the largest of asked 100, there 300 and allocated 200 MiB")
    void resized() {
        PodInfo pod = read("""
                metadata: {uid: u1, namespace: ns, name: p}
                spec:
                  containers: [{name: a, resources: {requests: {cpu: 200m, memory: 100Mi}}}]
                status:
                  containerStatuses:
                    - name: a
                      resources: {requests: {cpu: 100m, memory: 300Mi}}
                      allocatedResources: {cpu: 150m, memory: 200Mi}
                """);
        assertThat(pod.requests()).isEqualTo(new Resources(200, 300 * MIB));
    }

    @Test
    @DisplayName(
            "until a decrease in place is done the pod is bounded by what is in force: 512 of 256 asked, and 100 MiB of a sidecar")
    void limitInForce() {
        PodInfo pod = read("""
                metadata: {uid: u1, namespace: ns, name: p}
                spec:
                  containers: [{name: a, resources: {limits: {memory: 256Mi}}}]
                  initContainers: [{name: s, restartPolicy: Always, resources: {limits: {memory: 50Mi}}}]
                status:
                  containerStatuses: [{name: a, resources: {limits: {memory: 512Mi}}}]
                  initContainerStatuses: [{name: s, resources: {limits: {memory: 100Mi}}}]
                """);
        // 512 + 100
        assertThat(pod.memory().limitBytes()).isEqualTo(612 * MIB);
    }

    @Test
    @DisplayName("bad annotations count as not set and are reported")
    void badAnnotations() {
        PodInfo pod = read("""
                metadata:
                  uid: u1
                  namespace: ns
                  name: p
                  annotations: {headroom.dev/memory-plateau: much}
                spec: {containers: [{name: a, env: [{name: GOMEMLIMIT, value: 480Mi}]}]}
                """);
        assertThat(pod.memory()).isEqualTo(PodMemorySpec.NONE);
        assertThat(bad).containsExactlyInAnyOrder("headroom.dev/memory-plateau", "GOMEMLIMIT");
    }

    private PodInfo read(String yaml) {
        return PodFields.info(Yaml.pod(yaml), (field, problem) -> bad.add(field));
    }
}
