package dev.headroom.extender.timeline;

import dev.headroom.extender.state.MeasuredContainer;
import dev.headroom.extender.state.StateListener;
import dev.headroom.predict.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The time lines of at most {@value #MOST} containers, of a workload at most {@value #MOST_OF_WORKLOAD}: those seen
 * first, until others come that are expected to need clearly more of their limit, at p95. Some 4 MB. Thread-safe; the
 * state's writer waits for a reader no longer than it takes to copy one time line, or the newest figures of all.
 */
public final class Timelines implements StateListener {

    public static final int MOST = 200;

    public static final int MOST_OF_WORKLOAD = 10;

    /** How far the forecasts look that are drawn. */
    public static final long HORIZON_MILLIS = 60_000;

    /** By so much a container must be nearer its limit to take another's place, or the two would take turns. */
    private static final double CLEARLY = 1.1;

    /** A time line that was begun is kept for so long. */
    private static final long SETTLED_MILLIS = 120_000;

    private record Key(String podUid, String container) {}

    private final Map<Key, Timeline> all = new LinkedHashMap<>();

    @Override
    public synchronized void measured(MeasuredContainer container, Sample sample) {
        Key key = new Key(container.pod().uid(), container.name());
        Timeline timeline = all.get(key);
        if (timeline == null) {
            if (!makeRoom(container, sample.atMillis())) {
                return;
            }
            timeline = new Timeline(container, sample.atMillis());
            all.put(key, timeline);
        }
        timeline.add(container, sample);
    }

    @Override
    public void bound(String podUid, String node) {}

    @Override
    public synchronized void gone(String podUid) {
        all.keySet().removeIf(key -> key.podUid().equals(podUid));
    }

    /** As they are now, in the order in which they were first seen. */
    public synchronized List<Followed> followed() {
        List<Followed> followed = new ArrayList<>(all.size());
        all.values().forEach(timeline -> followed.add(timeline.followed()));
        return followed;
    }

    /** @return null if there is no time line of it */
    public synchronized @Nullable Drawn drawn(String podUid, String container) {
        Timeline timeline = all.get(new Key(podUid, container));
        return timeline == null ? null : timeline.drawn();
    }

    private boolean makeRoom(MeasuredContainer container, long nowMillis) {
        String workload = Followed.workload(container.pod());
        int ofWorkload = 0;
        for (Timeline timeline : all.values()) {
            ofWorkload += timeline.workload().equals(workload) ? 1 : 0;
        }
        boolean many = ofWorkload >= MOST_OF_WORKLOAD;
        if (!many && all.size() < MOST) {
            return true;
        }
        Map.Entry<Key, Timeline> least = null;
        double lowest = Timeline.risk(container) / CLEARLY;
        for (Map.Entry<Key, Timeline> each : all.entrySet()) {
            Timeline timeline = each.getValue();
            boolean settled = nowMillis - timeline.sinceMillis() >= SETTLED_MILLIS;
            if (settled && (!many || timeline.workload().equals(workload)) && timeline.risk(nowMillis) < lowest) {
                lowest = timeline.risk(nowMillis);
                least = each;
            }
        }
        return least != null && all.remove(least.getKey(), least.getValue());
    }
}
