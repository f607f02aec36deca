package dev.headroom.extender.kubernetes;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.Resources;
import dev.headroom.extender.pod.BadValues;
import dev.headroom.extender.pod.GoGc;
import dev.headroom.extender.pod.GoMemLimit;
import dev.headroom.extender.pod.MemorySpec;
import dev.headroom.extender.state.PodContainer;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.QosClass;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceFieldSelector;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads of a pod what is written down about each of its containers. Stateless. */
final class ContainerFields {

    static final String GOGC = "GOGC";

    private static final String MEMORY_LIMIT = "limits.memory";

    /** {@link PodFields} reads the same quantities and limits, and says what is wrong with them. */
    private static final BadValues TOLD_ALREADY = (field, problem) -> {};

    private ContainerFields() {}

    /** Those that run as long as the pod: ordinary containers in their order, then sidecars. */
    static List<PodContainer> running(Pod pod, BadValues badValues) {
        String said = pod.getStatus() == null ? null : pod.getStatus().getQosClass();
        QosClass qos = QosClass.of(said == null ? "" : said);
        List<PodContainer> containers = new ArrayList<>();
        for (Container container : pod.getSpec().getContainers()) {
            containers.add(new PodContainer(container.getName(), spec(pod, container, qos, badValues)));
        }
        for (Container container : pod.getSpec().getInitContainers()) {
            if (PodFields.ALWAYS.equals(container.getRestartPolicy())) {
                containers.add(new PodContainer(container.getName(), spec(pod, container, qos, badValues)));
            }
        }
        return containers;
    }

    private static ContainerSpec spec(Pod pod, Container container, QosClass qos, BadValues badValues) {
        ResourceRequirements asked = container.getResources();
        Resources limits = PodFields.resources(asked == null ? null : asked.getLimits(), TOLD_ALREADY);
        Resources requests = PodFields.resources(asked == null ? null : asked.getRequests(), TOLD_ALREADY);
        return new ContainerSpec(
                bounded(memoryLimitBytes(pod, container, TOLD_ALREADY)),
                0,
                bounded(requests.memoryBytes()),
                limits.milliCpu(),
                gogc(container, badValues),
                goMemLimit(container, limits.memoryBytes()),
                qos);
    }

    /**
     * The memory limit in force, 0 for none: until a resize in place is done the kernel ends the container at the old
     * one, and a decrease that the kubelet cannot carry out stays undone.
     */
    static long memoryLimitBytes(Pod pod, Container container, BadValues badValues) {
        ResourceRequirements asked = container.getResources();
        ResourceRequirements there = inForce(pod, container.getName());
        long desired = PodFields.resources(asked == null ? null : asked.getLimits(), badValues)
                .memoryBytes();
        Map<String, Quantity> inForce = there == null ? null : there.getLimits();
        return inForce != null && inForce.containsKey("memory")
                ? PodFields.resources(inForce, badValues).memoryBytes()
                : desired;
    }

    private static @Nullable ResourceRequirements inForce(Pod pod, String container) {
        if (pod.getStatus() == null) {
            return null;
        }
        for (List<ContainerStatus> statuses :
                List.of(pod.getStatus().getContainerStatuses(), pod.getStatus().getInitContainerStatuses())) {
            for (ContainerStatus status : statuses) {
                if (container.equals(status.getName())) {
                    return status.getResources();
                }
            }
        }
        return null;
    }

    private static double gogc(Container container, BadValues badValues) {
        EnvVar variable = variable(container, GOGC);
        try {
            return variable == null || variable.getValue() == null ? Double.NaN : GoGc.parse(variable.getValue());
        } catch (IllegalArgumentException e) {
            badValues.ignored(GOGC, String.valueOf(e.getMessage()));
            return Double.NaN;
        }
    }

    /** The literal value, or the container's own limit, which the downward API hands in; else not set. */
    private static long goMemLimit(Container container, long limitBytes) {
        EnvVar variable = variable(container, MemorySpec.GOMEMLIMIT);
        if (variable == null) {
            return ContainerSpec.NOT_SET;
        }
        if (variable.getValue() == null) {
            return limitBytes > 0 && isOwnLimit(container, variable.getValueFrom())
                    ? bounded(limitBytes)
                    : ContainerSpec.NOT_SET;
        }
        try {
            long limit = GoMemLimit.limit(variable.getValue());
            return limit == GoMemLimit.NONE ? ContainerSpec.NOT_SET : limit;
        } catch (IllegalArgumentException e) {
            // Told already; the program does not even start.
            return ContainerSpec.NOT_SET;
        }
    }

    private static boolean isOwnLimit(Container container, @Nullable EnvVarSource source) {
        ResourceFieldSelector field = source == null ? null : source.getResourceFieldRef();
        if (field == null || !MEMORY_LIMIT.equals(field.getResource())) {
            return false;
        }
        String divisor = field.getDivisor() == null ? "" : field.getDivisor().toString();
        return (field.getContainerName() == null || field.getContainerName().equals(container.getName()))
                && (divisor.isEmpty() || divisor.equals("0") || divisor.equals("1"));
    }

    /** Of a variable that is set twice the last counts. */
    private static @Nullable EnvVar variable(Container container, String name) {
        EnvVar last = null;
        for (EnvVar variable : container.getEnv()) {
            if (name.equals(variable.getName()) && (variable.getValue() != null || variable.getValueFrom() != null)) {
                last = variable;
            }
        }
        return last;
    }

    private static long bounded(long bytes) {
        return Math.min(bytes, MemoryForecast.MAX_BYTES);
    }
}
