package dev.headroom.extender.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Who comes and who goes: Deployments start up, then scale up and down and roll out new versions. Depends on the seed
 * only, never on where pods were placed, so that two worlds see the same. Used by one thread.
 */
final class Traffic {

    private static final int RAMP_STEPS = 15;
    private static final int MOST_ARRIVALS_PER_STEP = 100;
    private static final int LARGEST_ROLLOUT = 24;
    private static final double SCALING_PER_STEP = 0.25;
    private static final double ROLLOUT_PER_STEP = 0.08;

    /** What one step brings; {@code deleted} are pods of earlier steps. */
    record Step(List<SimulatedPod> created, List<SimulatedPod> deleted, List<String> rollouts) {}

    private static final class Deployment {

        private final Workload workload;
        private final List<SimulatedPod> pods = new ArrayList<>();
        private String templateHash;
        private boolean rollingOut;

        private Deployment(Workload workload, String templateHash) {
            this.workload = workload;
            this.templateHash = templateHash;
        }
    }

    private final SplittableRandom random;
    private final List<Deployment> deployments = new ArrayList<>();
    private final Deque<Deployment> ramp = new ArrayDeque<>();
    private final int arrivalsPerStep;

    Traffic(List<Workload> workloads, SplittableRandom random) {
        this.random = random;
        List<Deployment> all = new ArrayList<>();
        for (Workload workload : workloads) {
            Deployment deployment = new Deployment(workload, letters(10));
            deployments.add(deployment);
            all.addAll(Collections.nCopies(workload.replicas(), deployment));
        }
        Collections.shuffle(all, Random.from(random));
        ramp.addAll(all);
        arrivalsPerStep = Math.clamp(all.size() / RAMP_STEPS, 1, MOST_ARRIVALS_PER_STEP);
    }

    /** The next step. */
    Step next(long nowMillis) {
        Step step = new Step(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < arrivalsPerStep && !ramp.isEmpty(); i++) {
            create(ramp.remove(), nowMillis, step);
        }
        if (ramp.isEmpty()) {
            if (random.nextDouble() < SCALING_PER_STEP) {
                scale(anyDeployment(), nowMillis, step);
            }
            if (random.nextDouble() < ROLLOUT_PER_STEP) {
                startRollout(anyDeployment(), step);
            }
            deployments.stream().filter(d -> d.rollingOut).forEach(d -> rollOn(d, nowMillis, step));
        }
        return step;
    }

    private Deployment anyDeployment() {
        return deployments.get(random.nextInt(deployments.size()));
    }

    private void scale(Deployment deployment, long nowMillis, Step step) {
        int wanted = deployment.workload.replicas();
        int by = 1 + random.nextInt(1 + wanted / 8);
        boolean up = deployment.pods.size() <= wanted;
        for (int i = 0; i < by; i++) {
            if (up) {
                create(deployment, nowMillis, step);
            } else {
                delete(deployment, deployment.pods.getLast(), step);
            }
        }
    }

    private void startRollout(Deployment deployment, Step step) {
        if (!deployment.rollingOut && deployment.pods.size() <= LARGEST_ROLLOUT) {
            deployment.rollingOut = true;
            deployment.templateHash = letters(10);
            step.rollouts().add(deployment.workload.key());
        }
    }

    /** One pod of the new version for one of the old, until none of the old is left. */
    private void rollOn(Deployment deployment, long nowMillis, Step step) {
        SimulatedPod old = deployment.pods.stream()
                .filter(pod -> !pod.templateHash().equals(deployment.templateHash))
                .findFirst()
                .orElse(null);
        if (old == null) {
            deployment.rollingOut = false;
            return;
        }
        create(deployment, nowMillis, step);
        delete(deployment, old, step);
    }

    private void create(Deployment deployment, long nowMillis, Step step) {
        SimulatedPod pod = SimulatedPod.of(
                deployment.workload,
                new UUID(random.nextLong(), random.nextLong()).toString(),
                deployment.templateHash,
                letters(5),
                random.nextLong(),
                nowMillis);
        deployment.pods.add(pod);
        step.created().add(pod);
    }

    private static void delete(Deployment deployment, SimulatedPod pod, Step step) {
        deployment.pods.remove(pod);
        step.deleted().add(pod);
    }

    /** As Kubernetes names things: without vowels and look-alikes. */
    private String letters(int count) {
        String alphabet = "bcdfghjklmnpqrstvwxz2456789";
        StringBuilder name = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            name.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return name.toString();
    }
}
