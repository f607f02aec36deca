package dev.headroom.extender.telemetry.kubelet;

/** A kubelet's page on one container, shop/cart-0/main, and its node. */
final class CadvisorPage {

    static final String UID = "0d2f1c7e-8a44-4a0c-9d0e-2f3b5a6c7d8e";

    private CadvisorPage() {}

    /** As a kubelet of 1.36 under systemd writes it. */
    static String at(long millis) {
        return """
                # HELP cadvisor_version_info A metric with a constant '1' value labeled by kernel version.
                # TYPE cadvisor_version_info gauge
                cadvisor_version_info{cadvisorRevision="",cadvisorVersion="",dockerVersion="",kernelVersion="6.12.0",osVersion="Linux"} 1
                # HELP container_memory_rss Size of RSS in bytes.
                # TYPE container_memory_rss gauge
                """
                + "container_memory_working_set_bytes{container=\"\",id=\"/\",image=\"\",name=\"\",namespace=\"\",pod=\"\"} 6e+09 "
                + millis + "\n"
                + "container_pressure_memory_waiting_seconds_total{container=\"\",id=\"/\",image=\"\",name=\"\",namespace=\"\",pod=\"\"} 9.5 "
                + millis + "\n"
                + "container_memory_working_set_bytes{container=\"\",id=\"/system.slice\",image=\"\",name=\"\",namespace=\"\",pod=\"\"} 3e+08 "
                + millis + "\n"
                + line("container_memory_working_set_bytes", "4f1c", 2.5e8, millis)
                + line("container_memory_rss", "4f1c", 2e8, millis)
                + line("container_pressure_memory_waiting_seconds_total", "4f1c", 1.5, millis)
                + line("container_start_time_seconds", "4f1c", 1_700_000_000, millis);
    }

    static String line(String metric, String id, double value, long millis) {
        return metric + "{container=\"main\",id=\"/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod"
                + UID.replace('-', '_') + ".slice/cri-containerd-" + id
                + ".scope\",image=\"shop/cart:1\",name=\"" + id + "\",namespace=\"shop\",pod=\"cart-0\"} "
                + value + " " + millis + "\n";
    }
}
