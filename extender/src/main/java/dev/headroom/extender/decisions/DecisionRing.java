package dev.headroom.extender.decisions;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Explanations on disk, so that running pods can be explained after a restart: {@value #SEGMENTS} files of JSON lines,
 * the oldest removed when the next begins. Never more than {@code maxBytes} on disk. A disk that fails is counted,
 * logged when it starts to fail, and tried again every {@value #RETRY_MILLIS} ms. Used by one thread.
 */
final class DecisionRing implements AutoCloseable {

    static final int SEGMENTS = 8;
    static final long MIN_BYTES = 1 << 20;

    private static final long RETRY_MILLIS = 30_000;
    private static final Logger log = LoggerFactory.getLogger(DecisionRing.class);

    private final Path directory;
    private final long segmentBytes;
    private final RingIndex index = new RingIndex();
    private final Deque<RingSegment> segments = new ArrayDeque<>();
    private final Counter failures;
    private final Counter unreadable;

    private @Nullable FileChannel lockFile;
    private @Nullable FileChannel writer;
    private boolean broken;
    private long retryAtMillis;

    /** @param maxBytes bound of what lies in the directory, ≥ {@link #MIN_BYTES} */
    DecisionRing(Path directory, long maxBytes, MeterRegistry meters) {
        if (maxBytes < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "decisionLog.maxBytes is " + maxBytes + ", allowed is " + MIN_BYTES + " or more");
        }
        this.directory = directory;
        this.segmentBytes = maxBytes / SEGMENTS;
        this.failures = Counter.builder("headroom.decisions.disk.failures")
                .description("Decisions that could not be written to disk")
                .register(meters);
        this.unreadable = Counter.builder("headroom.decisions.disk.unreadable")
                .description("Lines on disk that are no decision, for example torn by a crash")
                .register(meters);
    }

    /** Reads what an earlier process left, at most {@code maxBytes}; does not throw. */
    void open(long nowMillis) {
        try {
            ensureOpen();
        } catch (IOException e) {
            fail(e, nowMillis);
        }
    }

    /** Appends; what was known of the same pod before is no longer found. */
    void append(Explanation explanation, long nowMillis) {
        RingLine line = RingLine.of(explanation);
        byte[] bytes = line.toBytes();
        if (bytes.length > segmentBytes || (broken && nowMillis < retryAtMillis)) {
            failures.increment();
            return;
        }
        try {
            ensureOpen();
            RingSegment segment = segmentFor(bytes.length);
            long offset = write(segment, bytes);
            index.put(line, segment, offset, bytes.length);
            if (broken) {
                broken = false;
                log.info("Decisions are written to {} again", directory);
            }
        } catch (IOException e) {
            fail(e, nowMillis);
        }
    }

    Optional<Explanation> byUid(String uid) {
        return read(index.byUid(uid));
    }

    Optional<Explanation> byName(String namespaceAndName) {
        return read(index.byName(namespaceAndName));
    }

    /** Whether the pod's last line says that its fate was not known. */
    boolean isOpen(String uid) {
        RingIndex.Entry entry = index.byUid(uid);
        return entry != null && entry.open();
    }

    /** The last decisions, newest first. */
    List<Explanation> newest(int limit) {
        return index.newest(limit).stream()
                .map(this::read)
                .flatMap(Optional::stream)
                .toList();
    }

    int size() {
        return index.size();
    }

    @Override
    public void close() {
        closeQuietly(writer);
        closeQuietly(lockFile);
        writer = null;
        lockFile = null;
    }

    private void ensureOpen() throws IOException {
        if (lockFile != null) {
            return;
        }
        Files.createDirectories(directory);
        lockFile = lock();
        index.clear();
        segments.clear();
        for (RingSegment segment : RingSegment.in(directory)) {
            segments.add(segment);
            if (segments.size() > SEGMENTS) {
                removeOldest();
            }
        }
        for (RingSegment segment : List.copyOf(segments)) {
            if (segment.size() > segmentBytes) {
                segment.delete(); // Left by a larger bound.
                segments.remove(segment);
            } else {
                unreadable.increment(index.load(segment));
            }
        }
    }

    private RingSegment segmentFor(int length) throws IOException {
        RingSegment last = segments.peekLast();
        if (last != null && last.size() + length <= segmentBytes) {
            return last;
        }
        closeQuietly(writer);
        writer = null;
        if (segments.size() >= SEGMENTS) {
            removeOldest();
        }
        RingSegment next = RingSegment.after(directory, last);
        segments.add(next);
        return next;
    }

    private long write(RingSegment segment, byte[] bytes) throws IOException {
        if (writer == null) {
            writer = FileChannel.open(segment.file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        // Behind the last whole line: what a crash or a full disk tore is written over.
        long offset = segment.size();
        writer.truncate(offset);
        writer.position(offset);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            writer.write(buffer);
        }
        segment.grow(bytes.length);
        return offset;
    }

    private void removeOldest() throws IOException {
        RingSegment oldest = segments.peekFirst();
        if (oldest != null) {
            oldest.delete();
            segments.removeFirst();
            index.forget(oldest);
        }
    }

    private Optional<Explanation> read(RingIndex.@Nullable Entry entry) {
        if (entry == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(RingLine.read(entry.segment().read(entry.offset(), entry.length()))
                    .explanation());
        } catch (IOException e) {
            unreadable.increment();
            return Optional.empty();
        }
    }

    /** Two processes that append to one file would tear each other's lines. */
    private FileChannel lock() throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false; // By this process.
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw new IOException(directory + " is used by another decision log");
        }
        return channel;
    }

    private void fail(IOException e, long nowMillis) {
        failures.increment();
        retryAtMillis = nowMillis + RETRY_MILLIS;
        // Everything is opened anew, because nothing that was open can be trusted to fit the directory any more.
        close();
        if (!broken) {
            broken = true;
            log.warn("Decisions are kept in memory only, and lost with a restart: {}: {}", directory, e.toString());
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            log.debug("Closing {}", channel, e);
        }
    }
}
