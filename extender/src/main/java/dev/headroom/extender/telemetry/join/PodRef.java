package dev.headroom.extender.telemetry.join;

import java.util.List;

/**
 * A pod that exists.
 *
 * @param uid empty if nobody told it
 * @param node where it is bound; empty if it is not, or nobody told it
 * @param containers the names of those that run; empty if nobody told them
 * @param createdAtMillis epoch milliseconds; 0 unknown
 */
public record PodRef(
        String uid, String namespace, String name, String node, List<String> containers, long createdAtMillis) {

    public PodRef {
        containers = List.copyOf(containers);
    }

    /**
     * Which of its containers is meant.
     *
     * @param said the name that a series gives; empty for none
     * @return the only one where none is said; empty for the pod as a whole
     */
    public String container(String said) {
        return said.isEmpty() && containers.size() == 1 ? containers.getFirst() : said;
    }

    /** Whether it can have such a container. */
    public boolean mayHave(String container) {
        return container.isEmpty() || containers.isEmpty() || containers.contains(container);
    }
}
