package dev.headroom.extender.verbs;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@link NodeNames} in arrays that serve one request after the other. */
final class NodeRanges implements NodeNames {

    /** Kubernetes itself supports 5,000 nodes; the largest known clusters have 15,000. */
    static final int MAX_NODES = 20_000;

    /** A node's name is a DNS subdomain (RFC 1123). */
    static final int MAX_NAME_BYTES = 253;

    private byte[] body = new byte[0];
    private int size;
    private int[] quotedFrom = new int[512];
    private int[] quotedTo = new int[512];
    private int[] itemFrom = new int[512];
    private int[] itemTo = new int[512];

    /** At i the name, if it stands in the body with escape sequences. */
    private byte @Nullable [] @Nullable [] unescaped;

    void start(byte[] newBody) {
        body = newBody;
        size = 0;
        unescaped = null;
    }

    /**
     * Adds the name that a cursor has just read.
     *
     * @throws BadRequestException if it is longer than a node's name may be, or there are too many
     */
    void add(JsonSlice name) {
        if (size == MAX_NODES) {
            throw new BadRequestException("body names more than " + MAX_NODES + " nodes, the most allowed");
        }
        if (name.from() == name.to()) {
            throw new BadRequestException(
                    "name of node " + size + " is empty, allowed are 1 to " + MAX_NAME_BYTES + " bytes");
        }
        if (size == quotedFrom.length) {
            grow();
        }
        if (name.isEscaped()) {
            keepUnescaped(name);
        } else {
            name.requireAtMost("node name", MAX_NAME_BYTES);
        }
        quotedFrom[size] = name.from() - 1;
        quotedTo[size] = name.to() + 1;
        itemFrom[size] = name.from() - 1;
        itemTo[size] = name.to() + 1;
        size++;
    }

    /** Says that the node added last is repeated by this range. */
    void lastItem(int from, int to) {
        itemFrom[size - 1] = from;
        itemTo[size - 1] = to;
    }

    /** Forgets all but the first {@code newSize} nodes. */
    void truncate(int newSize) {
        size = newSize;
        if (unescaped != null) {
            Arrays.fill(unescaped, newSize, unescaped.length, null);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public byte[] utf8(int i) {
        byte[] own = own(i);
        return own == null ? body : own;
    }

    @Override
    public int from(int i) {
        return own(i) == null ? quotedFrom[i] + 1 : 0;
    }

    @Override
    public int to(int i) {
        byte[] own = own(i);
        return own == null ? quotedTo[i] - 1 : own.length;
    }

    @Override
    public int quotedFrom(int i) {
        return quotedFrom[i];
    }

    @Override
    public int quotedTo(int i) {
        return quotedTo[i];
    }

    @Override
    public int itemFrom(int i) {
        return itemFrom[i];
    }

    @Override
    public int itemTo(int i) {
        return itemTo[i];
    }

    private byte @Nullable [] own(int i) {
        return unescaped == null ? null : unescaped[i];
    }

    private void keepUnescaped(JsonSlice name) {
        if (unescaped == null) {
            unescaped = new byte[quotedFrom.length][];
        }
        byte[] own = name.textBytes("node name", 6 * MAX_NAME_BYTES);
        if (own.length > MAX_NAME_BYTES) {
            throw new BadRequestException("node name at byte " + name.from() + " has " + own.length
                    + " bytes, allowed are at most " + MAX_NAME_BYTES);
        }
        unescaped[size] = own;
    }

    private void grow() {
        quotedFrom = Arrays.copyOf(quotedFrom, 2 * size);
        quotedTo = Arrays.copyOf(quotedTo, 2 * size);
        itemFrom = Arrays.copyOf(itemFrom, 2 * size);
        itemTo = Arrays.copyOf(itemTo, 2 * size);
        unescaped = unescaped == null ? null : Arrays.copyOf(unescaped, 2 * size);
    }
}
