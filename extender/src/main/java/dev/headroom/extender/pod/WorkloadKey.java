package dev.headroom.extender.pod;

import org.jspecify.annotations.Nullable;

/**
 * What a pod is a replica of, from the names alone, so that no ReplicaSet or Job has to be watched: a Deployment's
 * ReplicaSet is named {@code <deployment>-<pod-template-hash>}, a CronJob's Job {@code <cronjob>-<scheduled minute>}.
 */
public final class WorkloadKey {

    private WorkloadKey() {}

    /**
     * @param ownerKind of the owner reference that is the controller; null if there is none
     * @param podTemplateHash label {@code pod-template-hash}
     * @return {@code namespace/Kind/name}; empty for a pod without a controller
     */
    public static String of(
            String namespace,
            @Nullable String ownerKind,
            @Nullable String ownerName,
            @Nullable String podTemplateHash) {
        if (ownerKind == null || ownerName == null) {
            return "";
        }
        if (ownerKind.equals("ReplicaSet") && podTemplateHash != null) {
            int cut = ownerName.length() - podTemplateHash.length() - 1;
            if (cut > 0 && ownerName.charAt(cut) == '-' && ownerName.endsWith(podTemplateHash)) {
                return key(namespace, "Deployment", ownerName.substring(0, cut));
            }
        }
        if (ownerKind.equals("Job")) {
            int cut = ownerName.length();
            while (cut > 0 && ownerName.charAt(cut - 1) >= '0' && ownerName.charAt(cut - 1) <= '9') {
                cut--;
            }
            if (cut < ownerName.length() && cut > 1 && ownerName.charAt(cut - 1) == '-') {
                return key(namespace, "CronJob", ownerName.substring(0, cut - 1));
            }
        }
        return key(namespace, ownerKind, ownerName);
    }

    private static String key(String namespace, String kind, String name) {
        return namespace + "/" + kind + "/" + name;
    }
}
