package dev.headroom.extender.telemetry.join;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of a container's cgroup says about its pod. The kubelet makes {@code
 * /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod<uid with _>.slice/…} under systemd, {@code
 * /kubepods/burstable/pod<uid>/…} otherwise, and leaves the class out for Guaranteed pods. The UID of a static pod is a
 * hash of 32 digits.
 */
public final class CgroupPath {

    private static final String HEX = "[0-9a-fA-F]";
    private static final Pattern POD = Pattern.compile("[/-]pod(" + HEX + "{32}|" + HEX + "{8}([-_])" + HEX + "{4}\\2"
            + HEX + "{4}\\2" + HEX + "{4}\\2" + HEX + "{12})(?:[./]|$)");

    private static final int LONGEST = 1024;

    private CgroupPath() {}

    /** The UID of the pod; empty if the path is none of a pod. */
    public static String podUid(String path) {
        if (path.length() > LONGEST) {
            return "";
        }
        Matcher pod = POD.matcher(path);
        String uid = "";
        // The last one: a kubelet may itself run in a pod.
        while (pod.find()) {
            uid = pod.group(1).replace('_', '-');
        }
        return uid;
    }
}
