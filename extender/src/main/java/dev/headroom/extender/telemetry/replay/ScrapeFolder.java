package dev.headroom.extender.telemetry.replay;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scrapes of one target, by the moments that their names say.
 *
 * @param moments epoch milliseconds, ascending
 */
record ScrapeFolder(Path folder, long[] moments) {

    static final int MOST_FILES = 2_000_000;

    private static final Pattern NAME = Pattern.compile("([0-9]{12,13})\\.prom");

    /** @return without any scrape if there is no such folder */
    static ScrapeFolder list(Path folder) throws IOException {
        long[] moments = new long[64];
        int count = 0;
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.prom")) {
                for (Path file : files) {
                    Matcher name = NAME.matcher(file.getFileName().toString());
                    if (!name.matches()) {
                        throw new RecordingException(file + " is no recorded scrape, allowed is UNIX_MS.prom: a name of"
                                + " 12 or 13 digits, the milliseconds since 1970");
                    }
                    if (count == MOST_FILES) {
                        throw new RecordingException(
                                folder + " holds more than the allowed " + MOST_FILES + " scrapes");
                    }
                    if (count == moments.length) {
                        moments = Arrays.copyOf(moments, 2 * count);
                    }
                    moments[count++] = Long.parseLong(name.group(1));
                }
            }
        }
        long[] sorted = Arrays.copyOf(moments, count);
        Arrays.sort(sorted);
        return new ScrapeFolder(folder, sorted);
    }

    Path file(int index) {
        return folder.resolve(moments[index] + ".prom");
    }

    /** Time between two scrapes, milliseconds: the median, which gaps do not move; 0 if there are fewer than three. */
    long intervalMillis() {
        if (moments.length < 3) {
            return 0;
        }
        long[] intervals = new long[moments.length - 1];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = moments[i + 1] - moments[i];
        }
        Arrays.sort(intervals);
        return intervals[intervals.length / 2];
    }
}
