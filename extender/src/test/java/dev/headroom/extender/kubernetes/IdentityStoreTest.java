package dev.headroom.extender.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IdentityStoreTest {

    private final IdentityStore<Pod> store =
            new IdentityStore<>(meta -> new PodBuilder().withMetadata(meta).build());

    @Test
    @DisplayName("of a pod only its identity and version stay")
    void onlyIdentity() {
        Pod pod = Yaml.pod("""
                metadata: {uid: u1, namespace: ns, name: p, resourceVersion: "7", annotations: {a: b}, labels: {c: d}}
                spec: {nodeName: n, containers: [{name: a}]}
                """);
        String key = store.getKey(pod);
        assertThat(key).isEqualTo("ns/p");
        assertThat(store.put(key, pod)).isNull();
        Pod kept = Objects.requireNonNull(store.get(key));
        assertThat(kept.getSpec()).isNull();
        assertThat(kept.getMetadata().getUid()).isEqualTo("u1");
        assertThat(kept.getMetadata().getResourceVersion()).isEqualTo("7");
        assertThat(kept.getMetadata().getAnnotations()).isEmpty();
        assertThat(store.getKey(kept)).isEqualTo(key);
        assertThat(store.isFullState()).isFalse();
    }

    @Test
    @DisplayName("putting and removing hand back what was there before")
    void replaces() {
        Pod pod = Yaml.pod("metadata: {uid: u1, namespace: ns, name: p, resourceVersion: '7'}");
        store.put("ns/p", pod);
        assertThat(store.put("ns/p", pod)).isEqualTo(store.get("ns/p"));
        assertThat(store.size()).isEqualTo(1);
        assertThat(store.keySet()).containsExactly("ns/p");
        assertThat(store.values()).hasSize(1);
        assertThat(store.remove("ns/p")).isNotNull();
        assertThat(store.remove("ns/p")).isNull();
        assertThat(store.get("ns/p")).isNull();
    }
}
