package dev.headroom.extender.telemetry.kubelet;

import dev.headroom.config.KubeletSettings;
import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.MonitoringListener;
import dev.headroom.extender.telemetry.NodeSample;
import dev.headroom.extender.telemetry.join.ClockOffset;
import dev.headroom.extender.telemetry.join.Freshness;
import dev.headroom.extender.telemetry.join.PodDirectory;
import dev.headroom.extender.telemetry.join.PodRef;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.HashMap;
import java.util.Map;

/**
 * Visits one node: its cAdvisor page or, where that is not wanted, refused or shows nothing, the small one. One visit
 * at a time.
 */
final class NodeVisit {

    static final String CADVISOR = "/metrics/cadvisor";
    static final String RESOURCE = "/metrics/resource";

    /** The kubelet measures every 10 to 15 s. */
    private static final long STALE_MILLIS = 120_000;

    private static final long DATE_MILLIS = 999;

    private final KubeletTarget target;
    private final KubeletSettings settings;
    private final KubeletClient client;
    private final PodDirectory directory;
    private final MonitoringListener listener;
    private final KubeletMeters meters;
    private final ClockOffset offset = new ClockOffset();
    private Map<String, Freshness> known = new HashMap<>();
    private long nodeMillis = Long.MIN_VALUE;

    NodeVisit(
            KubeletTarget target,
            KubeletSettings settings,
            KubeletClient client,
            PodDirectory directory,
            MonitoringListener listener,
            KubeletMeters meters) {
        this.target = target;
        this.settings = settings;
        this.client = client;
        this.directory = directory;
        this.listener = listener;
        this.meters = meters;
    }

    KubeletTarget target() {
        return target;
    }

    /** @return the answer that counts, or the last one if none was good */
    KubeletAnswer make() {
        KubeletAnswer answer = settings.cadvisor() ? ask(CADVISOR) : ask(RESOURCE);
        if (settings.cadvisor() && !(answer instanceof KubeletAnswer.Read read && tell(read))) {
            KubeletAnswer small = ask(RESOURCE);
            if (small instanceof KubeletAnswer.Read read) {
                tell(read);
                return small;
            }
            return answer;
        }
        if (!settings.cadvisor() && answer instanceof KubeletAnswer.Read read) {
            tell(read);
        }
        return answer;
    }

    private KubeletAnswer ask(String path) {
        return meters.timed(path, () -> client.get(target, path));
    }

    /** @return whether any container was there */
    private boolean tell(KubeletAnswer.Read read) {
        offset.learn(read.dateMillis(), read.dateMillis() + DATE_MILLIS, read.askedAtMillis(), read.answeredAtMillis());
        long now = read.answeredAtMillis();
        // For rows without a time of their own, in the kubelet's time like the others.
        long theirNow = now + offset.millis();
        Map<String, Freshness> seen = new HashMap<>();
        read.readings().forEach(theirNow, Sample.Origin.KUBELET, (uid, namespace, pod, container, sample) -> {
            meters.droppedValues.count(sample);
            if (sample.isEmpty()) {
                return;
            }
            String key = namespace + "/" + pod + "/" + container;
            Freshness freshness = known.getOrDefault(key, new Freshness());
            seen.put(key, freshness);
            tell(new ContainerSample(uid(uid, namespace, pod), namespace, pod, container, sample), freshness, now);
        });
        if (!seen.isEmpty()) {
            known = seen;
        }
        Sample node = read.readings().node(theirNow, Sample.Origin.KUBELET);
        meters.droppedValues.count(node);
        tellNode(node, now);
        return !seen.isEmpty();
    }

    private void tell(ContainerSample said, Freshness freshness, long nowMillis) {
        Freshness.Verdict verdict = freshness.judge(offset.ours(said.sample().atMillis()), nowMillis, STALE_MILLIS);
        switch (verdict) {
            case Freshness.Verdict.News news -> told(said, news.atMillis());
            case Freshness.Verdict.Ahead ahead -> told(said, ahead.atMillis());
            case Freshness.Verdict.Repeated repeated -> meters.count("repeated");
            case Freshness.Verdict.Stale stale -> meters.count("stale");
            case Freshness.Verdict.Behind behind -> meters.count("behind");
        }
    }

    private void told(ContainerSample said, long atMillis) {
        meters.count("new");
        listener.measured(new ContainerSample(
                said.podUid(), said.namespace(), said.pod(), said.container(), at(said.sample(), atMillis)));
    }

    private void tellNode(Sample node, long nowMillis) {
        long at = Math.min(nowMillis, offset.ours(node.atMillis()));
        if (!node.isEmpty() && at > nodeMillis && nowMillis - at <= STALE_MILLIS) {
            nodeMillis = at;
            listener.measured(new NodeSample(
                    target.node(),
                    at,
                    Sample.Origin.KUBELET,
                    node.get(Signal.WORKING_SET),
                    Double.NaN,
                    node.get(Signal.PRESSURE_SOME_SECONDS),
                    node.get(Signal.PRESSURE_FULL_SECONDS)));
        }
    }

    private String uid(String said, String namespace, String pod) {
        if (!said.isEmpty()) {
            return said;
        }
        PodRef known = directory.byName(namespace, pod);
        return known == null ? "" : known.uid();
    }

    /** The same with a time by our clock. */
    private static Sample at(Sample sample, long atMillis) {
        if (sample.atMillis() == atMillis) {
            return sample;
        }
        Sample.Builder moved = Sample.at(atMillis, sample.origin());
        for (Signal signal : Signal.values()) {
            moved.put(signal, sample.get(signal));
        }
        return moved.build();
    }
}
