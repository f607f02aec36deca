package dev.headroom.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Builds pods for one run of a test: {@code new Pods("burst-1").scheduledBy("headroom").plateau("300Mi").many(200)}. */
final class Pods {
    /** The label whose value names the run; pods are called {@code <run>-<number>}. */
    static final String RUN = "headroom.dev/e2e";

    static final String PLATEAU = "headroom.dev/memory-plateau";

    private final String run;
    private final PodBuilder template;

    Pods(String run) {
        this.run = run;
        this.template = new PodBuilder()
                .withNewMetadata()
                .withNamespace(ControlPlane.NAMESPACE)
                .addToLabels(RUN, run)
                .addToLabels("app", run)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("workload")
                .withNewResources()
                .endResources()
                .endContainer()
                .endSpec();
    }

    Pods scheduledBy(String scheduler) {
        template.editSpec().withSchedulerName(scheduler).endSpec();
        return this;
    }

    Pods requests(String cpu, String memory) {
        template.editSpec()
                .editFirstContainer()
                .withNewResources()
                .addToRequests(Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory)))
                .endResources()
                .endContainer()
                .endSpec();
        return this;
    }

    /** Says by annotation how much memory the pod will come to hold. */
    Pods plateau(String quantity) {
        template.editMetadata().addToAnnotations(PLATEAU, quantity).endMetadata();
        return this;
    }

    /** The same with the standard deviation that its owner expects. */
    Pods plateau(String quantity, String spread) {
        template.editMetadata().addToAnnotations(PLATEAU + "-spread", spread).endMetadata();
        return plateau(quantity);
    }

    /** Places the pods without any scheduler. */
    Pods on(String node) {
        template.editSpec().withNodeName(node).endSpec();
        return this;
    }

    /** Lets Headroom read metrics at 127.0.0.1:port, which is the address that kwok gives to every pod. */
    Pods scrapedAt(int port) {
        template.editMetadata()
                .addToAnnotations("prometheus.io/scrape", "true")
                .addToAnnotations("prometheus.io/port", Integer.toString(port))
                .addToAnnotations("prometheus.io/path", "/metrics")
                .endMetadata();
        return this;
    }

    Pods priorityClass(String name) {
        template.editSpec().withPriorityClassName(name).endSpec();
        return this;
    }

    /** Adds a preference for nodes with a label, as strong as the weight (1 to 100). */
    Pods preferring(String label, String value, int weight) {
        template.editSpec()
                .editOrNewAffinity()
                .editOrNewNodeAffinity()
                .addNewPreferredDuringSchedulingIgnoredDuringExecution()
                .withWeight(weight)
                .withNewPreference()
                .addNewMatchExpression()
                .withKey(label)
                .withOperator("In")
                .withValues(value)
                .endMatchExpression()
                .endPreference()
                .endPreferredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .endAffinity()
                .endSpec();
        return this;
    }

    List<Pod> many(int count) {
        return range(0, count);
    }

    /** Pods with the numbers from the first one on, where a run has pods of several kinds. */
    List<Pod> range(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(this::number).toList();
    }

    Pod one() {
        return number(0);
    }

    private Pod number(int number) {
        return new PodBuilder(template.build())
                .editMetadata()
                .withName("%s-%04d".formatted(run, number))
                .endMetadata()
                .build();
    }
}
