package dev.headroom.extender.decisions;

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

    private static final int BLOCK_BYTES = 1 << 16;

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
        byte[] block = new byte[BLOCK_BYTES];
        byte[] front = new byte[RingLine.FRONT_BYTES];
        int bad = 0;
        long start = 0; // Of the line, in the file.
        long at = 0; // Of the block, in the file.
        int kept = 0; // Bytes of the line that are in front.
        try (InputStream in = Files.newInputStream(segment.file())) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                int from = 0;
                while (from < read) {
                    int end = lineEnd(block, from, read);
                    int take = Math.min(front.length - kept, end - from);
                    System.arraycopy(block, from, front, kept, take);
                    kept += take;
                    if (block[end - 1] == '\n') {
                        bad += add(front, kept, segment, start, (int) (at + end - start)) ? 0 : 1;
                        start = at + end;
                        kept = 0;
                    }
                    from = end;
                }
                at += read;
            }
        }
        segment.endsAt(start);
        return at > start ? bad + 1 : bad;
    }

    /** Behind the next line feed, or the end. */
    private static int lineEnd(byte[] block, int from, int to) {
        for (int i = from; i < to; i++) {
            if (block[i] == '\n') {
                return i + 1;
            }
        }
        return to;
    }

    private boolean add(byte[] front, int kept, RingSegment segment, long offset, int length) {
        try {
            put(RingLine.front(front, kept), segment, offset, length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
