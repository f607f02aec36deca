package dev.headroom.bench.accuracy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Resident memory of a program as it was sampled, in the order of time. Times are epoch milliseconds. Immutable. */
final class Truth {

    /** A week at ten samples a second. */
    static final int MOST_SAMPLES = 7 * 24 * 3600 * 10;

    private final long[] times;
    private final long[] bytes;

    private Truth(long[] times, long[] bytes) {
        this.times = times;
        this.bytes = bytes;
    }

    /** @param times strictly increasing, as many as bytes */
    static Truth of(long[] times, long[] bytes) {
        if (times.length != bytes.length) {
            throw new IllegalArgumentException(
                    times.length + " times and " + bytes.length + " amounts must be as many");
        }
        for (int i = 1; i < times.length; i++) {
            if (times[i] <= times[i - 1]) {
                throw new IllegalArgumentException(
                        "sample " + i + " is of " + times[i] + ", allowed is after " + times[i - 1]);
            }
        }
        return new Truth(times.clone(), bytes.clone());
    }

    /**
     * Reads lines {@code unix_ms,resident_bytes} after a line of names. A last line that is still being written is left
     * out, and of two samples of one moment the second.
     */
    static Truth read(Path file) throws IOException {
        long[] times = new long[8192];
        long[] bytes = new long[8192];
        int n = 0;
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int comma = line.indexOf(',');
                if (!line.matches("\\d{1,15},\\d{1,15}")) {
                    if (in.readLine() == null) {
                        break;
                    }
                    throw new IOException(file + " has the line \"" + line + "\", allowed is unix_ms,resident_bytes");
                }
                long time = Long.parseLong(line, 0, comma, 10);
                if (n > 0 && time <= times[n - 1]) {
                    continue;
                }
                if (n == MOST_SAMPLES) {
                    throw new IOException(file + " has more than the allowed " + MOST_SAMPLES + " samples");
                }
                if (n == times.length) {
                    times = Arrays.copyOf(times, 2 * n);
                    bytes = Arrays.copyOf(bytes, 2 * n);
                }
                times[n] = time;
                bytes[n++] = Long.parseLong(line, comma + 1, line.length(), 10);
            }
        }
        return new Truth(Arrays.copyOf(times, n), Arrays.copyOf(bytes, n));
    }

    /** The sum of several at each moment of the first one at which all have begun and none has ended. */
    static Truth sum(List<Truth> parts) {
        long from = parts.stream().mapToLong(Truth::firstMillis).max().orElseThrow();
        long until = parts.stream().mapToLong(Truth::lastMillis).min().orElseThrow();
        long[] times = Arrays.stream(parts.getFirst().times)
                .filter(time -> time >= from && time <= until)
                .toArray();
        long[] sums = Arrays.stream(times)
                .map(time ->
                        parts.stream().mapToLong(part -> (long) part.at(time)).sum())
                .toArray();
        return new Truth(times, sums);
    }

    boolean isEmpty() {
        return times.length == 0;
    }

    int size() {
        return times.length;
    }

    long time(int index) {
        return times[index];
    }

    long bytes(int index) {
        return bytes[index];
    }

    /** 0 if there is no sample. */
    long firstMillis() {
        return isEmpty() ? 0 : times[0];
    }

    /** 0 if there is no sample. */
    long lastMillis() {
        return isEmpty() ? 0 : times[times.length - 1];
    }

    /** The highest within (after, until]; NaN if there is no sample in it. */
    double highest(long after, long until) {
        double highest = Double.NaN;
        for (int i = upTo(after); i < times.length && times[i] <= until; i++) {
            highest = Double.isNaN(highest) ? bytes[i] : Math.max(highest, bytes[i]);
        }
        return highest;
    }

    /** As last sampled at that moment; NaN before the first sample. */
    double at(long millis) {
        int next = upTo(millis);
        return next == 0 ? Double.NaN : bytes[next - 1];
    }

    /** How many samples are of that moment or before. */
    private int upTo(long millis) {
        int found = Arrays.binarySearch(times, millis);
        return found < 0 ? -found - 1 : found + 1;
    }
}
