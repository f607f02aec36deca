package dev.headroom.extender.telemetry.replay;

import dev.headroom.extender.telemetry.names.ContainerLabels;
import dev.headroom.extender.telemetry.names.ContainerReadings;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.predict.Sample;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives the rows of a kubelet's scrapes to the targets that they are about. Not thread-safe. */
final class KubeletRows {

    private final NameTable names = NameTable.ofContainers();
    private final RecordedScrape reader;
    private final Map<RecordedTarget, Track> byTarget = new HashMap<>();
    private final RowOwners owners;
    private final Map<Track, Set<Track>> measuredBy = new HashMap<>();

    KubeletRows(List<Track> tracks, RecordedScrape reader) {
        this.reader = reader;
        tracks.forEach(track -> byTarget.put(track.target(), track));
        this.owners = new RowOwners(byTarget.keySet());
    }

    void read(Track kubelet, long now, ReplayListener listener) throws IOException {
        ContainerReadings readings = new ContainerReadings(names, ContainerLabels.DEFAULT);
        reader.read(kubelet.takeFile(), readings);
        Set<Track> measured = new HashSet<>();
        readings.forEach(now, Sample.Origin.KUBELET, (uid, namespace, pod, container, sample) -> {
            Track track = byTarget.get(owners.of(namespace, pod, container));
            if (track != null && !track.isGone()) {
                measured.add(track);
                take(track, sample, now, listener);
            }
        });
        Set<Track> before = measuredBy.put(kubelet, measured);
        if (before != null) {
            before.stream().filter(track -> !measured.contains(track)).forEach(Track::leftOutByKubelet);
        }
    }

    private static void take(Track track, Sample sample, long now, ReplayListener listener) {
        track.shownByKubelet(sample.atMillis(), now);
        if (track.appear()) {
            listener.appeared(track.target(), now);
        }
        listener.sampled(track.target(), sample);
        if (!track.wasScraped()) {
            listener.instant(track.target(), now);
        }
    }
}
