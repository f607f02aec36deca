package dev.headroom.extender.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * From a node's name to its slot, by the bytes of the name. Immutable; a lookup allocates nothing and touches two
 * places in memory: an entry of the table and the bytes of the name. With thousands of nodes neither is in the
 * processor's cache, and waiting for memory is what a lookup costs.
 */
final class NameIndex {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** Names are kept with two bytes of length before them; Kubernetes allows 253. */
    private static final int MOST_NAME_BYTES = 0xFFFF;

    static final NameIndex EMPTY = NameIndex.of(Map.of());

    /**
     * Open addressing, at most half full. Entry {@code i} is two numbers: the hash of the name, 0 if the entry is free,
     * and where the name stands in {@link #names} in the upper half beside the slot in the lower.
     */
    private final long[] entries;

    private final byte[] names;

    private NameIndex(long[] entries, byte[] names) {
        this.entries = entries;
        this.names = names;
    }

    static NameIndex of(Map<String, Integer> slotByName) {
        byte[][] utf8 = new byte[slotByName.size()][];
        int bytes = 0;
        int count = 0;
        for (String name : slotByName.keySet()) {
            utf8[count] = name.getBytes(StandardCharsets.UTF_8);
            if (utf8[count].length > MOST_NAME_BYTES) {
                throw new IllegalArgumentException("A node's name has " + utf8[count].length + " bytes, allowed are "
                        + MOST_NAME_BYTES + ": " + name.substring(0, 60) + "…");
            }
            bytes += 2 + utf8[count++].length;
        }
        long[] entries = new long[2 * Integer.highestOneBit(Math.max(1, utf8.length)) * 4];
        byte[] names = new byte[bytes];
        int to = 0;
        int i = 0;
        for (int slot : slotByName.values()) {
            byte[] name = utf8[i++];
            int at = free(entries, hash(name, 0, name.length));
            entries[at] = hash(name, 0, name.length);
            entries[at + 1] = (long) to << 32 | slot;
            names[to] = (byte) (name.length >> 8);
            names[to + 1] = (byte) name.length;
            System.arraycopy(name, 0, names, to + 2, name.length);
            to += 2 + name.length;
        }
        return new NameIndex(entries, names);
    }

    /** @return −1 if no node has the name that stands in {@code [from, to)} */
    int slotOf(byte[] utf8, int from, int to) {
        long hash = hash(utf8, from, to);
        int at = first(entries, hash);
        for (long found = entries[at]; found != 0; found = entries[at]) {
            if (found == hash && isNameAt((int) (entries[at + 1] >>> 32), utf8, from, to)) {
                return (int) entries[at + 1];
            }
            at = at + 2 & entries.length - 1;
        }
        return -1;
    }

    int slotOf(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return slotOf(utf8, 0, utf8.length);
    }

    private boolean isNameAt(int offset, byte[] utf8, int from, int to) {
        int length = (names[offset] & 0xFF) << 8 | names[offset + 1] & 0xFF;
        return length == to - from && Arrays.equals(names, offset + 2, offset + 2 + length, utf8, from, to);
    }

    private static int free(long[] entries, long hash) {
        int at = first(entries, hash);
        while (entries[at] != 0) {
            at = at + 2 & entries.length - 1;
        }
        return at;
    }

    private static int first(long[] entries, long hash) {
        return (int) hash << 1 & entries.length - 1;
    }

    /** Never 0. Eight bytes at a time: a request has hundreds of names, and a loop over bytes was most of a lookup. */
    private static long hash(byte[] utf8, int from, int to) {
        long hash = to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(utf8, at));
        }
        for (; at < to; at++) {
            hash = hash * 31 + utf8[at];
        }
        return Math.max(1, mix(hash) & Long.MAX_VALUE);
    }

    /** Names such as node-1 and node-2 differ in few bits: the product spreads them, the shift brings them down. */
    private static long mix(long hash) {
        long product = hash * 0x9E3779B97F4A7C15L;
        return product ^ (product >>> 32);
    }
}
