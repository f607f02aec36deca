package dev.headroom.bench;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * ExtenderArgs as kube-scheduler sends them in names mode: one of some pod shapes, a new UID each, and node names in an
 * order that changes from request to request. Deterministic for a seed; used by one thread.
 */
public final class Bodies {

    /** How many different pods there are, as many Deployments would make. */
    public static final int SHAPES = 50;

    private final SplittableRandom random;
    private final String[] names;

    public Bodies(int nodes, long seed) {
        this.random = new SplittableRandom(seed);
        this.names = new String[nodes];
        for (int i = 0; i < nodes; i++) {
            names[i] = nodeName(i);
        }
    }

    /** The name of the i-th node; as long as cloud providers make them. */
    public static String nodeName(int i) {
        return "ip-10-%d-%d-%d.eu-central-1.compute.internal".formatted(i >> 16 & 255, i >> 8 & 255, i & 255);
    }

    /** The workload that pods of a shape belong to. */
    public static String deployment(int shape) {
        return "service-" + shape;
    }

    /**
     * A request.
     *
     * @param uid of its pod
     * @param shape of its pod, 0 to {@link #SHAPES} − 1
     * @param node the first of the nodes that it names
     */
    public record Request(byte[] body, UUID uid, int shape, String node) {}

    /** A request that names the first {@code count} nodes of a freshly shuffled order. */
    public Request next(int count) {
        int shape = random.nextInt(SHAPES);
        UUID uid = new UUID(random.nextLong(), random.nextLong());
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(names.length - i);
            String swapped = names[i];
            names[i] = names[other];
            names[other] = swapped;
        }
        StringBuilder body = new StringBuilder(64 * count + 6000);
        body.append("{\"Pod\":");
        appendPod(body, shape, uid);
        body.append(",\"Nodes\":null,\"NodeNames\":[");
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "\"" : ",\"").append(names[i]).append('"');
        }
        return new Request(body.append("]}").toString().getBytes(StandardCharsets.UTF_8), uid, shape, names[0]);
    }

    private static void appendPod(StringBuilder out, int shape, UUID uid) {
        String name = deployment(shape);
        out.append("{\"metadata\":{\"name\":\"")
                .append(name)
                .append("-6d5f7c9b84-")
                .append(uid.toString(), 0, 5);
        out.append("\",\"generateName\":\"").append(name).append("-6d5f7c9b84-\",\"namespace\":\"shop\",\"uid\":\"");
        out.append(uid).append("\",\"resourceVersion\":\"123456\",\"creationTimestamp\":\"2026-11-24T10:00:00Z\",");
        out.append("\"labels\":{\"app\":\"").append(name).append("\",\"pod-template-hash\":\"6d5f7c9b84\"},");
        out.append("\"annotations\":{\"prometheus.io/scrape\":\"true\",\"prometheus.io/port\":\"9100\"},");
        out.append("\"ownerReferences\":[{\"apiVersion\":\"apps/v1\",\"kind\":\"ReplicaSet\",\"name\":\"")
                .append(name);
        out.append("-6d5f7c9b84\",\"uid\":\"0b9c4d5e-0000-4000-8000-000000000000\",\"controller\":true}]},\"spec\":{");
        out.append("\"volumes\":[{\"name\":\"config\",\"configMap\":{\"name\":\"settings\",\"defaultMode\":420}},");
        out.append("{\"name\":\"token\",\"projected\":{\"sources\":[{\"serviceAccountToken\":{\"expirationSeconds\":");
        out.append(
                "3607,\"path\":\"token\"}},{\"configMap\":{\"name\":\"kube-root-ca.crt\"}}],\"defaultMode\":420}}],");
        out.append("\"containers\":[");
        appendContainer(out, "server", shape, true);
        out.append(',');
        appendContainer(out, "sidecar", 0, false);
        out.append(
                "],\"restartPolicy\":\"Always\",\"terminationGracePeriodSeconds\":30,\"dnsPolicy\":\"ClusterFirst\",");
        out.append("\"serviceAccountName\":\"default\",\"securityContext\":{\"runAsNonRoot\":true},\"affinity\":{");
        out.append("\"podAntiAffinity\":{\"preferredDuringSchedulingIgnoredDuringExecution\":[{\"weight\":100,");
        out.append("\"podAffinityTerm\":{\"labelSelector\":{\"matchLabels\":{\"app\":\"")
                .append(name);
        out.append(
                "\"}},\"topologyKey\":\"kubernetes.io/hostname\"}}]}},\"schedulerName\":\"headroom\",\"tolerations\":[");
        out.append("{\"key\":\"node.kubernetes.io/not-ready\",\"operator\":\"Exists\",\"effect\":\"NoExecute\",");
        out.append("\"tolerationSeconds\":300}],\"priority\":").append(shape % 3 * 1000);
        out.append(",\"enableServiceLinks\":true,\"preemptionPolicy\":\"PreemptLowerPriority\"},");
        out.append("\"status\":{\"phase\":\"Pending\",\"qosClass\":\"Burstable\"}}");
    }

    private static void appendContainer(StringBuilder out, String name, int shape, boolean goLimit) {
        out.append("{\"name\":\"")
                .append(name)
                .append("\",\"image\":\"registry.example/shop/")
                .append(name);
        out.append(":1.4.2\",\"args\":[\"--listen=:8080\",\"--log-level=info\"],\"ports\":[{\"containerPort\":8080,");
        out.append(
                "\"protocol\":\"TCP\"}],\"env\":[{\"name\":\"POD_IP\",\"valueFrom\":{\"fieldRef\":{\"apiVersion\":\"v1\",");
        out.append("\"fieldPath\":\"status.podIP\"}}}");
        if (goLimit) {
            out.append(",{\"name\":\"GOMEMLIMIT\",\"value\":\"")
                    .append(200 + 10 * shape)
                    .append("MiB\"}");
        }
        out.append("],\"resources\":{\"limits\":{\"memory\":\"").append(256 + 16 * shape);
        out.append("Mi\"},\"requests\":{\"cpu\":\"").append(100 + shape).append("m\",\"memory\":\"128Mi\"}},");
        out.append(
                "\"volumeMounts\":[{\"name\":\"config\",\"readOnly\":true,\"mountPath\":\"/etc/app\"},{\"name\":\"token\",");
        out.append("\"readOnly\":true,\"mountPath\":\"/var/run/secrets/kubernetes.io/serviceaccount\"}],");
        out.append("\"livenessProbe\":{\"httpGet\":{\"path\":\"/healthz\",\"port\":8080,\"scheme\":\"HTTP\"},");
        out.append("\"timeoutSeconds\":1,\"periodSeconds\":10,\"successThreshold\":1,\"failureThreshold\":3},");
        out.append("\"terminationMessagePath\":\"/dev/termination-log\",\"terminationMessagePolicy\":\"File\",");
        out.append("\"imagePullPolicy\":\"IfNotPresent\"}");
    }
}
