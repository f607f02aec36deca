package dev.headroom.extender.verbs;

import java.util.ArrayList;
import java.util.List;

/** Random requests as kube-scheduler of any version might send them. Seeded. */
final class RandomBodies {

    private final RandomJson json;

    RandomBodies(long seed) {
        json = new RandomJson(seed);
    }

    /** {@code ExtenderArgs}. */
    String extenderArgs() {
        boolean full = json.chance(3);
        String names = array(count(30), this::nodeName);
        String nodes = json.object(
                json.quoted(json.anyCase("metadata")),
                "{}",
                json.quoted(json.anyCase("items")),
                array(count(6), this::node));
        return shuffledObject(
                member("Pod", pod()),
                member("NodeNames", full ? "null" : names),
                member("Nodes", full || json.chance(10) ? nodes : "null"),
                stranger(),
                stranger());
    }

    /** {@code ExtenderPreemptionArgs}. */
    String preemptionArgs() {
        boolean full = json.chance(2);
        return shuffledObject(
                member("Pod", pod()),
                member("NodeNameToVictims", full ? candidates(false) : "null"),
                member("NodeNameToMetaVictims", full ? "null" : candidates(true)),
                stranger());
    }

    private String candidates(boolean meta) {
        List<String> members = new ArrayList<>();
        for (int i = count(8); i > 0; i--) {
            members.add(json.quoted("node-" + i + json.word()));
            String victims = array(count(4), () -> meta ? metaPod() : pod());
            members.add(
                    json.chance(8)
                            ? "null"
                            : shuffledObject(
                                    member("Pods", json.chance(8) ? "null" : victims),
                                    member("NumPDBViolations", json.pick("0", "1", "-3", "null")),
                                    stranger()));
        }
        return json.object(members.toArray(String[]::new));
    }

    private String metaPod() {
        return shuffledObject(member("UID", json.quoted("uid-" + json.word())), stranger());
    }

    private String node() {
        return shuffledObject(
                member("metadata", shuffledObject(member("name", nodeName()), stranger(), stranger())),
                member("spec", json.value(3)),
                member("status", json.value(3)),
                stranger());
    }

    private String nodeName() {
        return json.quoted(json.pick("node-a", "node-b", "node-" + json.random.nextInt(1000), "n" + json.word()));
    }

    private String pod() {
        return shuffledObject(
                member("metadata", metadata()), member("spec", spec()), member("status", json.value(2)), stranger());
    }

    private String metadata() {
        String hash = "5d9c7b";
        String owner = shuffledObject(
                member("kind", json.quoted(json.pick("ReplicaSet", "Job", "StatefulSet"))),
                member("name", json.quoted(json.pick("web-" + hash, "job-29384756", json.word()))),
                member("controller", json.pick("true", "true", "false", "null")),
                stranger());
        return shuffledObject(
                member("uid", json.quoted("uid-" + json.word())),
                member("namespace", json.chance(10) ? "null" : json.quoted("ns" + json.word())),
                member("name", json.quoted(json.word())),
                member("labels", map("pod-template-hash", hash, "app", json.word())),
                member(
                        "annotations",
                        map(
                                "headroom.dev/memory-plateau",
                                quantity(),
                                "headroom.dev/memory-plateau-spread",
                                quantity())),
                member("ownerReferences", json.chance(4) ? "null" : "[" + owner + "]"),
                member("managedFields", json.value(3)),
                stranger());
    }

    private String spec() {
        return shuffledObject(
                member("containers", array(count(3), this::container)),
                member("initContainers", json.chance(2) ? "null" : array(count(3), this::container)),
                member("schedulerName", json.pick("null", "\"\"", "\"headroom\"")),
                member("priority", json.pick("null", "0", "-5", "2000000000")),
                member("preemptionPolicy", json.pick("null", "\"Never\"", "\"PreemptLowerPriority\"")),
                member("overhead", json.chance(2) ? "null" : resourceList()),
                member("resources", json.chance(2) ? "null" : resources()),
                member("volumes", json.value(3)),
                stranger());
    }

    private String container() {
        String limit = json.object(
                json.quoted("name"),
                "\"GOMEMLIMIT\"",
                json.quoted("value"),
                json.quoted(json.pick("512MiB", "off", "1GB", "")));
        String fromField = json.object("\"valueFrom\"", json.value(2), "\"name\"", "\"GOMEMLIMIT\"");
        String other = json.object("\"value\"", json.quoted(json.word()), "\"name\"", json.quoted("V" + json.word()));
        return shuffledObject(
                member("name", json.quoted(json.word())),
                member("restartPolicy", json.pick("null", "\"Always\"", "\"Never\"")),
                member(
                        "env",
                        json.pick("null", "[" + other + "]", "[" + other + "," + limit + "]", "[" + fromField + "]")),
                member("resources", json.chance(5) ? "null" : resources()),
                stranger());
    }

    private String resources() {
        return shuffledObject(
                member("requests", json.chance(4) ? "null" : resourceList()),
                member("limits", json.chance(4) ? "null" : resourceList()),
                stranger());
    }

    private String resourceList() {
        List<String> members = new ArrayList<>();
        for (String name : new String[] {"cpu", "memory", "nvidia.com/gpu", "CPU"}) {
            if (!json.chance(3)) {
                members.add(json.quoted(name));
                members.add(json.pick(json.quoted(quantity()), json.quoted(quantity()), "5", "1.5", "null", "true"));
            }
        }
        return json.object(members.toArray(String[]::new));
    }

    private String quantity() {
        return json.pick("100m", "2", "1.5", "64Mi", "1Gi", "500M", "1e3", "lots", "-1", "", "9".repeat(70));
    }

    private String map(String... entries) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < entries.length; i += 2) {
            if (!json.chance(3)) {
                members.add(json.quoted(entries[i]));
                members.add(json.chance(8) ? "null" : json.quoted(entries[i + 1]));
            }
        }
        return json.object(members.toArray(String[]::new));
    }

    private String[] member(String name, String value) {
        return new String[] {json.quoted(json.anyCase(name)), value};
    }

    private String[] stranger() {
        return new String[] {json.quoted("z" + json.random.nextInt(1_000_000) + json.word()), json.value(3)};
    }

    private String shuffledObject(String[]... members) {
        List<String[]> shuffled = new ArrayList<>(List.of(members));
        java.util.Collections.shuffle(shuffled, json.random);
        return json.object(shuffled.stream().flatMap(java.util.Arrays::stream).toArray(String[]::new));
    }

    private String array(int count, java.util.function.Supplier<String> element) {
        StringBuilder array = new StringBuilder("[").append(json.space());
        for (int i = 0; i < count; i++) {
            array.append(i == 0 ? "" : "," + json.space()).append(element.get()).append(json.space());
        }
        return array.append(']').toString();
    }

    private int count(int most) {
        return json.random.nextInt(most + 1);
    }
}
