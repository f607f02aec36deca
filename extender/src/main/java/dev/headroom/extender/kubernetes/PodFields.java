package dev.headroom.extender.kubernetes;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PodMemorySpec;
import dev.headroom.api.Resources;
import dev.headroom.extender.pod.BadValues;
import dev.headroom.extender.pod.EffectiveRequests;
import dev.headroom.extender.pod.MemorySpec;
import dev.headroom.extender.pod.Quantities;
import dev.headroom.extender.pod.WorkloadKey;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads of a pod what plugins use. Stateless. */
final class PodFields {

    static final String ALWAYS = "Always";

    /** What the API server sets if a pod names none. */
    private static final String DEFAULT_SCHEDULER = "default-scheduler";

    private PodFields() {}

    static PodInfo info(Pod pod, BadValues badValues) {
        PodSpec spec = pod.getSpec();
        Integer priority = spec.getPriority();
        String namespace = pod.getMetadata().getNamespace();
        OwnerReference controller = controller(pod);
        return new PodInfo(
                pod.getMetadata().getUid(),
                namespace,
                pod.getMetadata().getName(),
                spec.getSchedulerName() == null || spec.getSchedulerName().isEmpty()
                        ? DEFAULT_SCHEDULER
                        : spec.getSchedulerName(),
                WorkloadKey.of(
                        namespace,
                        controller == null ? null : controller.getKind(),
                        controller == null ? null : controller.getName(),
                        value(pod.getMetadata().getLabels(), "pod-template-hash")),
                priority == null ? 0 : priority,
                requests(pod, badValues),
                memory(pod, badValues),
                MemoryForecast.UNKNOWN);
    }

    static @Nullable String annotation(Pod pod, String key) {
        return value(pod.getMetadata().getAnnotations(), key);
    }

    static Resources resources(@Nullable Map<String, Quantity> quantities, BadValues badValues) {
        return new Resources(
                number(quantities, "cpu", Quantities::parseMilliCpu, badValues),
                number(quantities, "memory", Quantities::parseBytes, badValues));
    }

    private static Resources requests(Pod pod, BadValues badValues) {
        PodSpec spec = pod.getSpec();
        EffectiveRequests requests = new EffectiveRequests();
        for (Container container : spec.getInitContainers()) {
            requests.initContainer(
                    resources(requestsOf(container.getResources()), badValues),
                    ALWAYS.equals(container.getRestartPolicy()));
        }
        for (Container container : spec.getContainers()) {
            requests.container(resized(pod, container, badValues));
        }
        Map<String, Quantity> podLevel = requestsOf(spec.getResources());
        if (podLevel != null && podLevel.containsKey("cpu")) {
            requests.podLevelMilliCpu(resources(podLevel, badValues).milliCpu());
        }
        if (podLevel != null && podLevel.containsKey("memory")) {
            requests.podLevelMemoryBytes(resources(podLevel, badValues).memoryBytes());
        }
        return requests.overhead(resources(spec.getOverhead(), badValues)).total();
    }

    /** While a container is being resized in place, kube-scheduler counts the largest of what is asked and what is there. */
    private static Resources resized(Pod pod, Container container, BadValues badValues) {
        Resources asked = resources(requestsOf(container.getResources()), badValues);
        if (pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null) {
            return asked;
        }
        for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
            if (container.getName().equals(status.getName())) {
                Resources there = resources(requestsOf(status.getResources()), badValues);
                Resources allocated = resources(status.getAllocatedResources(), badValues);
                return EffectiveRequests.largest(asked, EffectiveRequests.largest(there, allocated));
            }
        }
        return asked;
    }

    private static PodMemorySpec memory(Pod pod, BadValues badValues) {
        MemorySpec memory = new MemorySpec(badValues);
        for (Container container : pod.getSpec().getInitContainers()) {
            if (ALWAYS.equals(container.getRestartPolicy())) {
                running(pod, container, memory, badValues);
            }
        }
        for (Container container : pod.getSpec().getContainers()) {
            running(pod, container, memory, badValues);
        }
        ResourceRequirements podLevel = pod.getSpec().getResources();
        if (podLevel != null) {
            memory.podLevelLimit(resources(podLevel.getLimits(), badValues).memoryBytes());
        }
        String plateau = annotation(pod, MemorySpec.PLATEAU);
        if (plateau != null) {
            memory.plateau(plateau);
        }
        String spread = annotation(pod, MemorySpec.PLATEAU_SPREAD);
        if (spread != null) {
            memory.plateauSpread(spread);
        }
        return memory.build();
    }

    private static void running(Pod pod, Container container, MemorySpec memory, BadValues badValues) {
        memory.container(ContainerFields.memoryLimitBytes(pod, container, badValues));
        // Of a variable that is set twice the last counts.
        String goMemLimit = null;
        for (EnvVar variable : container.getEnv()) {
            if (MemorySpec.GOMEMLIMIT.equals(variable.getName()) && variable.getValue() != null) {
                goMemLimit = variable.getValue();
            }
        }
        if (goMemLimit != null) {
            memory.goMemLimit(goMemLimit);
        }
    }

    private static @Nullable OwnerReference controller(Pod pod) {
        List<OwnerReference> owners = pod.getMetadata().getOwnerReferences();
        for (OwnerReference owner : owners) {
            if (Boolean.TRUE.equals(owner.getController())) {
                return owner;
            }
        }
        return null;
    }

    private static @Nullable Map<String, Quantity> requestsOf(@Nullable ResourceRequirements resources) {
        return resources == null ? null : resources.getRequests();
    }

    private static @Nullable String value(@Nullable Map<String, String> map, String key) {
        return map == null ? null : map.get(key);
    }

    private static long number(
            @Nullable Map<String, Quantity> quantities,
            String resource,
            ToLongFunction<String> parser,
            BadValues badValues) {
        Quantity quantity = quantities == null ? null : quantities.get(resource);
        if (quantity == null) {
            return 0;
        }
        try {
            return parser.applyAsLong(quantity.toString());
        } catch (IllegalArgumentException e) {
            badValues.ignored(resource, String.valueOf(e.getMessage()));
            return 0;
        }
    }
}
