package dev.headroom.extender.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Objects as people write them. */
final class Yaml {

    private Yaml() {}

    static Pod pod(String text) {
        return Serialization.unmarshal(text, Pod.class);
    }
}
