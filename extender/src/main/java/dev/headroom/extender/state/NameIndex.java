package dev.headroom.extender.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** From a node's name to its slot, by the bytes of the name. Immutable; a lookup allocates nothing. */
final class NameIndex {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    static final NameIndex EMPTY = NameIndex.of(Map.of());

    /** Open addressing, at most half full: −1 or an index into the arrays below. */
    private final int[] table;

    private final byte[][] names;
    private final int[] hashes;
    private final int[] slots;

    private NameIndex(int[] table, byte[][] names, int[] hashes, int[] slots) {
        this.table = table;
        this.names = names;
        this.hashes = hashes;
        this.slots = slots;
    }

    static NameIndex of(Map<String, Integer> slotByName) {
        int size = slotByName.size();
        int[] table = new int[Integer.highestOneBit(Math.max(1, size)) * 4];
        Arrays.fill(table, -1);
        byte[][] names = new byte[size][];
        int[] hashes = new int[size];
        int[] slots = new int[size];
        int i = 0;
        for (Map.Entry<String, Integer> entry : slotByName.entrySet()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
            names[i] = name;
            hashes[i] = hash(name, 0, name.length);
            slots[i] = entry.getValue();
            int at = hashes[i] & (table.length - 1);
            while (table[at] >= 0) {
                at = (at + 1) & (table.length - 1);
            }
            table[at] = i++;
        }
        return new NameIndex(table, names, hashes, slots);
    }

    /** @return −1 if no node has the name that stands in {@code [from, to)} */
    int slotOf(byte[] utf8, int from, int to) {
        int hash = hash(utf8, from, to);
        int at = hash & (table.length - 1);
        while (table[at] >= 0) {
            int i = table[at];
            if (hashes[i] == hash && Arrays.equals(names[i], 0, names[i].length, utf8, from, to)) {
                return slots[i];
            }
            at = (at + 1) & (table.length - 1);
        }
        return -1;
    }

    int slotOf(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return slotOf(utf8, 0, utf8.length);
    }

    /** Eight bytes at a time: a request has hundreds of names, and a loop over their bytes was most of a lookup. */
    private static int hash(byte[] utf8, int from, int to) {
        long hash = to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(utf8, at));
        }
        for (; at < to; at++) {
            hash = hash * 31 + utf8[at];
        }
        return (int) mix(hash);
    }

    /** Names such as node-1 and node-2 differ in few bits: the product spreads them, the shift brings them down. */
    private static long mix(long hash) {
        long product = hash * 0x9E3779B97F4A7C15L;
        return product ^ (product >>> 32);
    }
}
