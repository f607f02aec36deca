package dev.headroom.extender.http;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Memory for bodies that are being read: reused from request to request, bounded for all of them together, and grown as
 * bytes arrive, never as a header promises. Used by one event loop.
 */
final class BodyBuffers {

    /** A body of some 2,000 node names with their pod fits without growing. Not counted: connections bound it. */
    static final int FIRST_BYTES = 64 * 1024;

    /** Larger arrays are given back to the collector, so that one large body does not stay for ever. */
    private static final int MAX_KEPT_BYTES = 1024 * 1024;

    private static final int MAX_KEPT = 4;

    private final ArrayDeque<byte[]> kept = new ArrayDeque<>(MAX_KEPT);
    private final int largest;
    private final long budget;
    private long grown;

    /**
     * @param largest bytes that one body may have
     * @param budget bytes by which all bodies together may grow beyond their first ones
     */
    BodyBuffers(int largest, long budget) {
        this.largest = largest;
        this.budget = budget;
    }

    Body open() {
        byte[] bytes = kept.pollFirst();
        return new Body(bytes == null ? new byte[FIRST_BYTES] : bytes);
    }

    /** One body. To be closed exactly once, after which its bytes belong to the next one. */
    final class Body {
        private byte[] bytes;
        private int length;
        private int charged;

        private Body(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        /** Takes a chunk that fits the largest body; false if the budget is used up and the chunk was not taken. */
        boolean append(Buffer chunk) {
            int size = chunk.length();
            if (size > bytes.length - length && !grow(length + size)) {
                return false;
            }
            chunk.getBytes(0, size, bytes, length);
            length += size;
            return true;
        }

        private boolean grow(int wanted) {
            int capacity = (int) Math.max(wanted, Math.min(largest, 2L * bytes.length));
            int more = capacity - bytes.length;
            if (grown + more > budget) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, capacity);
            grown += more;
            charged += more;
            return true;
        }

        void close() {
            grown -= charged;
            if (bytes.length <= MAX_KEPT_BYTES && kept.size() < MAX_KEPT) {
                kept.addFirst(bytes);
            }
        }
    }
}
