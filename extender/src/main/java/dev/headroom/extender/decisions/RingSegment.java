package dev.headroom.extender.decisions;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file of the ring. Its size counts whole lines only. */
final class RingSegment {

    private static final Pattern NAME = Pattern.compile("decisions-(\\d{1,18})\\.jsonl");

    private final Path file;
    private final long number;
    private long size;

    private RingSegment(Path file, long number, long size) {
        this.file = file;
        this.number = number;
        this.size = size;
    }

    /** What is there, oldest first; sizes are those of the files until the index has looked at the lines. */
    static List<RingSegment> in(Path directory) throws IOException {
        List<RingSegment> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "decisions-*.jsonl")) {
            for (Path file : files) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches() && Files.isRegularFile(file)) {
                    found.add(new RingSegment(file, Long.parseLong(name.group(1)), Files.size(file)));
                }
            }
        }
        found.sort(Comparator.comparingLong(segment -> segment.number));
        return found;
    }

    static RingSegment after(Path directory, @Nullable RingSegment last) {
        long number = last == null ? 1 : last.number + 1;
        return new RingSegment(
                directory.resolve(String.format(Locale.ROOT, "decisions-%08d.jsonl", number)), number, 0);
    }

    Path file() {
        return file;
    }

    long size() {
        return size;
    }

    void grow(int bytes) {
        size += bytes;
    }

    /** What lies behind this is torn. */
    void endsAt(long wholeLines) {
        size = wholeLines;
    }

    boolean exists() {
        return Files.exists(file);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    byte[] read(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw new EOFException(file + " ends before " + (offset + length));
                }
            }
        }
        return buffer.array();
    }
}
