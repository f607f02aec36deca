package dev.headroom.bench.accuracy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One program to be run and recorded.
 *
 * @param name unique in the recording, a folder's name
 * @param plan its parameters
 * @param stream which replica of its workload it is, from 0: equal parameters, other random load
 * @param delaySeconds how long after the first of its unit it starts
 * @param group the group with a common limit that it shares with others, or null
 */
record Run(
        String name,
        Plan plan,
        int stream,
        long delaySeconds,
        @Nullable String group) {

    /** The namespace of all pods of a recording. */
    static final String NAMESPACE = "lab";

    /** The node of all pods of a recording. */
    static final String NODE = "lab-node";

    /** The container of every pod. */
    static final String CONTAINER = "app";

    /** The workload: replicas share it, another seed of the same kind is another program. */
    String workload() {
        return plan.kind() + "-" + plan.seed();
    }

    /** The owner as {@code namespace/Kind/name}. */
    String owner() {
        return NAMESPACE + "/Deployment/" + workload();
    }

    /** A pod's name as a Deployment gives it: workload, hash of the template, hash of the pod. */
    String pod() {
        return workload() + "-" + hash(workload(), 10) + "-" + hash("pod " + name, 5);
    }

    /** The container's id, as a runtime gives it: 64 hexadecimal digits. */
    String containerId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            id.append(String.format(Locale.ROOT, "%08x", (name + i).hashCode()));
        }
        return id.toString();
    }

    private static String hash(String of, int digits) {
        String alphabet = "bcdfghjklmnpqrstvwxz2456789";
        StringBuilder hash = new StringBuilder();
        long rest = of.hashCode() * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < digits; i++) {
            hash.append(alphabet.charAt((int) Long.remainderUnsigned(rest, alphabet.length())));
            rest = Long.divideUnsigned(rest, alphabet.length());
        }
        return hash.toString();
    }
}
