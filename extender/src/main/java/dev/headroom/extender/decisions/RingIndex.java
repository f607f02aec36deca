package dev.headroom.extender.decisions;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in the ring each pod's last decision lies, oldest first. At most {@value #MAX_PODS} pods, some 300 bytes each
 * (6 MB); the oldest are forgotten. Used by one thread.
 */
final class RingIndex {

    static final int MAX_PODS = 20_000;

    private final LinkedHashMap<String, Entry> byUid = new LinkedHashMap<>();
    private final Map<String, String> uidByName = new HashMap<>();

    /** @param open whether the pod's fate was not known */
    record Entry(String pod, boolean open, RingSegment segment, long offset, int length) {}

    void put(RingLine line, RingSegment segment, long offset, int length) {
        put(line.front(), segment, offset, length);
    }

    private void put(RingLine.Front front, RingSegment segment, long offset, int length) {
        byUid.remove(front.uid());
        byUid.put(front.uid(), new Entry(front.pod(), front.open(), segment, offset, length));
        uidByName.put(front.pod(), front.uid());
        if (byUid.size() > MAX_PODS) {
            var oldest = byUid.pollFirstEntry();
            uidByName.remove(oldest.getValue().pod(), oldest.getKey());
        }
    }

    @Nullable
    Entry byUid(String uid) {
        return byUid.get(uid);
    }

    @Nullable
    Entry byName(String namespaceAndName) {
        String uid = uidByName.get(namespaceAndName);
        return uid == null ? null : byUid.get(uid);
    }

    int size() {
        return byUid.size();
    }

    void clear() {
        byUid.clear();
        uidByName.clear();
    }

    /** Newest first. */
    List<Entry> newest(int limit) {
        List<Entry> result = new ArrayList<>();
        for (Entry entry : byUid.sequencedValues().reversed()) {
            if (result.size() == limit) {
                break;
            }
            result.add(entry);
        }
        return result;
    }

    void forget(RingSegment segment) {
        byUid.entrySet().removeIf(pod -> {
            boolean gone = pod.getValue().segment() == segment;
            if (gone) {
                uidByName.remove(pod.getValue().pod(), pod.getKey());
            }
            return gone;
        });
    }

    /**
     * Adds the lines of a segment and tells it where its last whole line ends.
     *
     * @return how many lines could not be read
     */
    int load(RingSegment segment) throws IOException {
        byte[] front = new byte[RingLine.FRONT_BYTES];
        int bad = 0;
        long start = 0;
        long at = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(segment.file()), 1 << 16)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (at - start < front.length) {
                    front[(int) (at - start)] = (byte) b;
                }
                at++;
                if (b == '\n') {
                    bad += add(front, segment, start, (int) (at - start)) ? 0 : 1;
                    start = at;
                }
            }
        }
        segment.endsAt(start);
        return at > start ? bad + 1 : bad;
    }

    private boolean add(byte[] front, RingSegment segment, long offset, int length) {
        try {
            put(RingLine.front(front, Math.min(length, front.length)), segment, offset, length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
