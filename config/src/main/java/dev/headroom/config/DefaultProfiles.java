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
                  # Refuses nodes on which a kill would be near certain with the pod; acts only in mode enforce.
                  - name: GcHeadroomFit
                  # Prefers nodes with more predicted room.
                  - name: GcHeadroom
                    weight: 6
                  # Prefers nodes with more CPU for what programs and their collectors are predicted to take.
                  - name: GcCpu
                    weight: 1
                  # Shuns nodes whose pods wait for memory; takes no part where nothing is measured.
                  - name: MemoryPressure
                    weight: 1
                  # Prefers nodes on which memory and CPU are used alike.
                  - name: Balance
                    weight: 0.5
                  # Prefers nodes with more unrequested room, as kube-scheduler itself does.
                  - name: LeastRequested
                    weight: 0.5
            """;

    private DefaultProfiles() {}

    static JsonNode tree() {
        return YamlTree.read(YAML, new Problems()).path("profiles");
    }
}
