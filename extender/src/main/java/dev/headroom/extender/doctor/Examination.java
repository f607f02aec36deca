package dev.headroom.extender.doctor;

import dev.headroom.extender.decisions.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Judges what a running Headroom tells. Pure. */
public final class Examination {

    private static final String OBSERVE = "observe";

    private final Diagnosis diagnosis;
    private final List<Check> checks = new ArrayList<>();

    private Examination(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    /** In the order in which data flows: cluster, inputs, pods, verbs, configuration. */
    public static List<Check> of(Diagnosis diagnosis) {
        Examination examination = new Examination(diagnosis);
        examination.cluster();
        examination.inputs();
        examination.pods();
        examination.verbs();
        examination.configuration();
        return List.copyOf(examination.checks);
    }

    private void cluster() {
        String known =
                diagnosis.nodes().known() + " nodes and " + diagnosis.pods().running() + " pods on them are known";
        if (!diagnosis.synced()) {
            add(Check.fail(
                    "cluster",
                    "the first lists of nodes and pods are not complete: " + known,
                    "Verbs answer neutrally until then; see the log, and the rights in deploy/rbac.yaml"));
        } else if (diagnosis.nodes().known() == 0) {
            add(Check.fail("cluster", "no node is known", "See the rights to list nodes in deploy/rbac.yaml"));
        } else if (diagnosis.nodes().withoutMemory() > 0) {
            add(Check.warn(
                    "cluster",
                    known + "; " + diagnosis.nodes().withoutMemory() + " report no allocatable memory",
                    "Their kubelets do not report yet, or no longer; nothing is forecast to fit there"));
        } else {
            add(Check.ok("cluster", known + (diagnosis.simulated() ? " (simulated)" : "")));
        }
    }

    private void inputs() {
        if (diagnosis.inputs().isEmpty() && !diagnosis.simulated()) {
            add(
                    Check.warn(
                            "inputs",
                            "no source of measurements is at work",
                            "Set telemetry in the configuration: without one forecasts rest on annotations and specifications"));
        }
        for (Diagnosis.Input input : diagnosis.inputs()) {
            add(new InputCheck(input, diagnosis.nowMillis()).check());
        }
    }

    private void pods() {
        Diagnosis.Pods pods = diagnosis.pods();
        String finding = "forecast from their own metrics " + pods.measured() + ", from replicas "
                + pods.byReplicas() + ", from annotations " + pods.byAnnotation() + ", from specifications "
                + pods.bySpecification() + ", from nothing " + pods.unknown();
        if (pods.running() > 0 && pods.unknown() == pods.running()) {
            add(Check.fail(
                    "pods", finding, "All nodes look alike, so nothing is steered: give it metrics or annotations"));
        } else if (pods.unknown() > 0 || !diagnosis.degraded().isEmpty()) {
            add(Check.warn(
                    "pods",
                    finding,
                    diagnosis.degraded().isEmpty()
                            ? "A pod of which nothing is known counts as nothing: annotate it with"
                                    + " headroom.dev/memory-plateau"
                            : String.join(" ", diagnosis.degraded())));
        } else {
            add(Check.ok("pods", finding));
        }
    }

    private void verbs() {
        boolean none = diagnosis.verbs().stream().allMatch(verb -> verb.lastCallMillis() == 0);
        if (none) {
            add(Check.fail(
                    "verbs",
                    "kube-scheduler has called none since this process started",
                    "See its extenders entry (urlPrefix, filterVerb) and its log; deploy/scheduler has examples"));
            return;
        }
        for (Diagnosis.Verb verb : diagnosis.verbs()) {
            String subject = "verb " + verb.name();
            if (verb.lastCallMillis() > 0) {
                add(Check.ok(
                        subject, "last called " + Amounts.age(diagnosis.nowMillis() - verb.lastCallMillis()) + " ago"));
            } else if (verb.name().equals("preempt")) {
                add(Check.ok(subject, "not called yet: only a pod that has to preempt asks"));
            } else {
                add(Check.warn(
                        subject,
                        "never called since this process started",
                        "See " + verb.name() + "Verb in kube-scheduler's extenders entry"));
            }
        }
    }

    private void configuration() {
        if (diagnosis.killSwitch()) {
            add(Check.fail(
                    "configuration",
                    "the kill switch is on: every profile answers as in mode observe",
                    "Remove the file that killSwitchFile names"));
        }
        for (Diagnosis.Profile profile : diagnosis.profiles()) {
            add(profile(profile));
        }
        if (diagnosis.noProfileRequests() > 0) {
            add(Check.warn(
                    "configuration",
                    diagnosis.noProfileRequests() + " requests were for pods whose scheduler no profile serves",
                    "Served are " + served() + "; add a profile with that schedulerName, or \"*\""));
        }
        if (diagnosis.fullObjectRequests() > 0) {
            add(Check.warn(
                    "configuration",
                    diagnosis.fullObjectRequests() + " requests carried whole node objects",
                    "Set nodeCacheCapable: true in kube-scheduler's extenders entry"));
        }
    }

    private static Check profile(Diagnosis.Profile profile) {
        String subject = "profile " + profile.schedulerName();
        if (!profile.takenOut().isEmpty()) {
            return Check.fail(
                    subject,
                    "plugins failed too often and are left out: " + String.join(", ", profile.takenOut()),
                    "See the log for what they threw");
        }
        return profile.mode().equals(OBSERVE)
                ? Check.warn(subject, "takes no effect: mode observe only records", "Set mode: score to steer")
                : Check.ok(subject, "takes effect in mode " + profile.mode());
    }

    private String served() {
        return diagnosis.profiles().stream()
                .map(Diagnosis.Profile::schedulerName)
                .collect(Collectors.joining(", "));
    }

    private void add(Check check) {
        checks.add(check);
    }
}
