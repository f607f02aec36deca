package dev.headroom.extender.telemetry.replay;

import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.names.Reading;
import dev.headroom.predict.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Tells a recording in the order in which it was made: {@code DIR/targets.json} and {@code
 * DIR/scrapes/NAME/UNIX_MS.prom}. Reads one scrape at a time, whatever the length of the recording. Of one instant the
 * kubelet's figures come first.
 *
 * <p>A scrape failed if its file is empty or holds no known metric, and if there is no file 1.5 of the target's
 * intervals after the last, while other targets go on. That counts only as long as the kubelet shows the container as
 * running; where no kubelet was recorded, for 60 s after a target's last file. Not thread-safe.
 */
public final class Replay {

    private static final double PATIENCE = 1.5;

    private final NameTable names;
    private final List<Track> tracks = new ArrayList<>();
    private final PriorityQueue<Track> queue = new PriorityQueue<>(Comparator.comparingLong(Track::nextMoment)
            .thenComparing(track -> !track.target().kubelet())
            .thenComparing(track -> track.target().name()));
    private final Overdue overdue = new Overdue();
    private final RecordedScrape reader = new RecordedScrape();
    private long before;

    private Replay(NameTable names) {
        this.names = names;
    }

    /**
     * @param names of the programs' own metrics
     * @throws RecordingException if this is no recording; names the file, what is wrong and what is allowed
     */
    public static Replay open(Path folder, NameTable names) throws IOException {
        List<RecordedTarget> targets = TargetFile.read(folder.resolve("targets.json"));
        Path scrapes = folder.resolve("scrapes");
        if (!Files.isDirectory(scrapes)) {
            throw new RecordingException(
                    scrapes + " is no folder, allowed is a folder with a folder of scrapes for each target");
        }
        Replay replay = new Replay(names);
        for (RecordedTarget target : targets) {
            if (target.name().equals(target.url())) {
                throw new RecordingException(folder.resolve("targets.json") + " has the plain URL " + target.url()
                        + ", allowed in a recording are objects with a name");
            }
            replay.tracks.add(new Track(target, ScrapeFolder.list(scrapes.resolve(target.name()))));
        }
        return replay;
    }

    /** Once only. @throws RecordingException if a file cannot be what it should be */
    public void run(ReplayListener listener) throws IOException {
        KubeletRows kubelet = new KubeletRows(tracks, reader);
        tracks.stream().filter(Track::hasNext).forEach(queue::add);
        for (Track track = queue.poll(); track != null; track = queue.poll()) {
            long now = track.nextMoment();
            tellOverdue(now, listener);
            before = now;
            if (track.target().kubelet()) {
                kubelet.read(track, now, listener);
            } else {
                readScrape(track, now, listener);
            }
            if (track.hasNext()) {
                queue.add(track);
            }
        }
    }

    private void readScrape(Track track, long now, ReplayListener listener) throws IOException {
        Reading reading = names.reading();
        reader.read(track.takeFile(), reading);
        Sample sample = reading.sample(now, Sample.Origin.SCRAPE);
        if (track.appear()) {
            listener.appeared(track.target(), now);
        }
        if (sample.isEmpty() && sample.problems().isEmpty()) {
            listener.missed(track.target(), now);
        } else {
            listener.sampled(track.target(), sample);
        }
        listener.instant(track.target(), now);
        if (track.intervalMillis() > 0) {
            overdue.expect(track, now + Math.round(PATIENCE * track.intervalMillis()));
        }
    }

    private void tellOverdue(long now, ReplayListener listener) {
        for (Overdue.Deadline passed = overdue.poll(now); passed != null; passed = overdue.poll(now)) {
            Track late = passed.track();
            long interval = late.intervalMillis();
            if (late.hasNext() && late.nextMoment() == now) {
                // It is read at this very instant, and gets its next deadline then.
                continue;
            } else if (now - before > interval) {
                // Nothing at all was recorded meanwhile: who records stood still, not this target.
                overdue.expect(late, now + Math.round(PATIENCE * interval));
            } else if (late.isAlive(now)) {
                listener.missed(late.target(), now);
                listener.instant(late.target(), now);
                overdue.expect(late, passed.next(now, interval));
            } else if (late.hasNext()) {
                overdue.expect(late, passed.next(now, interval));
            } else {
                late.leave();
                listener.gone(late.target(), now);
            }
        }
    }
}
