package dev.headroom.extender.telemetry.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CgroupPathTest {

    private static final String UID = "0d2f1c7e-8a44-4a0c-9d0e-2f3b5a6c7d8e";
    private static final String UNDERSCORES = "0d2f1c7e_8a44_4a0c_9d0e_2f3b5a6c7d8e";

    static List<Arguments> paths() {
        return List.of(
                arguments(
                        "a burstable pod's container under systemd",
                        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod" + UNDERSCORES
                                + ".slice/cri-containerd-4f1c.scope",
                        UID),
                arguments(
                        "a guaranteed pod has no class in its path",
                        "/kubepods.slice/kubepods-pod" + UNDERSCORES + ".slice/crio-4f1c.scope",
                        UID),
                arguments("a container under cgroupfs", "/kubepods/besteffort/pod" + UID + "/4f1c", UID),
                arguments("a guaranteed pod itself under cgroupfs", "/kubepods/pod" + UID, UID),
                arguments(
                        "a kubelet that runs in a slice of its own",
                        "/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-besteffort.slice/kubelet-kubepods-besteffort-pod"
                                + UNDERSCORES + ".slice/cri-containerd-4f1c.scope",
                        UID),
                arguments(
                        "a static pod, whose UID is a hash",
                        "/kubepods/burstable/pod5b1c8f6d5b1c8f6d5b1c8f6d5b1c8f6d/4f1c",
                        "5b1c8f6d5b1c8f6d5b1c8f6d5b1c8f6d"),
                arguments(
                        "of nested pods the inner one",
                        "/kubepods/pod" + UID.replace('0', '1') + "/x/kubepods/pod" + UID,
                        UID),
                arguments("the node", "/", ""),
                arguments("a daemon", "/system.slice/podman.service", ""),
                arguments("a UID that is too long", "/kubepods/pod" + UID + "0/4f1c", ""),
                arguments("two kinds of separators", "/kubepods/pod" + UID.replaceFirst("-", "_") + "/4f1c", ""),
                arguments("nothing", "", ""),
                arguments("no end", "/kubepods/pod".repeat(1000) + UID, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void a_path_names_its_pod(String sentence, String path, String uid) {
        assertThat(CgroupPath.podUid(path)).isEqualTo(uid);
    }
}
