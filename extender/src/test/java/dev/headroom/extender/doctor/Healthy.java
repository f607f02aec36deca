package dev.headroom.extender.doctor;

import java.util.List;

/** A Headroom of which nothing can be said, and what is changed about it. */
public final class Healthy {

    public static final long NOW = 1_795_560_000_000L;

    private boolean synced = true;
    private boolean killSwitch;
    private List<Diagnosis.Profile> profiles = List.of(new Diagnosis.Profile("headroom", "score", List.of()));
    private List<String> degraded = List.of();
    private Diagnosis.Nodes nodes = new Diagnosis.Nodes(12, 0);
    private Diagnosis.Pods pods = new Diagnosis.Pods(340, 300, 30, 10, 0, 0);
    private List<Diagnosis.Verb> verbs = List.of(
            new Diagnosis.Verb("filter", NOW - 2_000),
            new Diagnosis.Verb("prioritize", NOW - 2_000),
            new Diagnosis.Verb("preempt", 0));
    private List<Diagnosis.Input> inputs =
            List.of(new Diagnosis.Input("scrape", 50, 50, NOW - 3_000, 5_000, null, List.of(), List.of()));
    private long noProfile;
    private long fullObjects;

    public Diagnosis diagnosis() {
        return new Diagnosis(
                NOW,
                "0.1.0",
                false,
                synced,
                killSwitch,
                profiles,
                degraded,
                nodes,
                pods,
                verbs,
                inputs,
                noProfile,
                fullObjects);
    }

    public Healthy notSynced() {
        synced = false;
        return this;
    }

    public Healthy killSwitchOn() {
        killSwitch = true;
        return this;
    }

    public Healthy profile(String mode, String... takenOut) {
        profiles = List.of(new Diagnosis.Profile("headroom", mode, List.of(takenOut)));
        return this;
    }

    public Healthy degraded(String sentence) {
        degraded = List.of(sentence);
        return this;
    }

    public Healthy nodes(int known, int withoutMemory) {
        nodes = new Diagnosis.Nodes(known, withoutMemory);
        return this;
    }

    public Healthy pods(int running, int measured, int unknown) {
        pods = new Diagnosis.Pods(running, measured, 0, 0, running - measured - unknown, unknown);
        return this;
    }

    public Healthy calledSecondsAgo(int filter, int prioritize, int preempt) {
        verbs = List.of(verb("filter", filter), verb("prioritize", prioritize), verb("preempt", preempt));
        return this;
    }

    public Healthy noInputs() {
        inputs = List.of();
        return this;
    }

    /** @param secondsOld of the newest; negative for none */
    public Healthy input(int wanted, int matched, int secondsOld, boolean failed) {
        inputs = List.of(new Diagnosis.Input(
                "scrape",
                wanted,
                matched,
                secondsOld < 0 ? 0 : NOW - secondsOld * 1000L,
                5_000,
                failed
                        ? new Diagnosis.Failure(NOW - 4_000, "http://10.0.0.7:8080/metrics", "answered with status 404")
                        : null,
                List.of(),
                List.of()));
        return this;
    }

    /** A Prometheus that lacks something. */
    public Healthy prometheus() {
        inputs = List.of(new Diagnosis.Input(
                "prometheus (cgroups)",
                120,
                118,
                NOW - 12_000,
                30_000,
                null,
                List.of(
                        new Diagnosis.Seen("WORKING_SET", 118, NOW - 12_000),
                        new Diagnosis.Seen("PRESSURE_SOME_SECONDS", 40, NOW - 240_000),
                        new Diagnosis.Seen("CGROUP_MAX", 0, 0)),
                List.of("past: 1440 samples, one each 60 s; nodes: 12", "its clock is 4 s ahead")));
        return this;
    }

    public Healthy requests(int withoutProfile, int withFullObjects) {
        noProfile = withoutProfile;
        fullObjects = withFullObjects;
        return this;
    }

    private static Diagnosis.Verb verb(String name, int secondsAgo) {
        return new Diagnosis.Verb(name, secondsAgo < 0 ? 0 : NOW - secondsAgo * 1000L);
    }
}
