package dev.headroom.config;

import com.fasterxml.jackson.databind.JsonNode;

/** The profiles of a configuration that has none. They name plugins only, so that this module needs none of them. */
final class DefaultProfiles {

    static final String YAML = """
            # What is run for the pods of which scheduler.
            profiles:
              - schedulerName: headroom
                # observe answers neutrally, score steers and refuses nothing, enforce also refuses nodes.
                mode: score
                # The weight in kube-scheduler's extender entry, for explanations only.
                extenderWeight: 3
                plugins:
                  # Refuses nodes without room for what the pod will need; acts only in mode enforce.
                  - name: GcHeadroomFit
                  # Prefers nodes with more predicted room.
                  - name: GcHeadroom
                    weight: 3
                  # Prefers nodes with more unrequested room, as kube-scheduler itself does.
                  - name: LeastRequested
                    weight: 1
            """;

    private DefaultProfiles() {}

    static JsonNode tree() {
        return YamlTree.read(YAML, new Problems()).path("profiles");
    }
}
