package dev.headroom.bench.accuracy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.runtime.SystemClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Runs programs, each in its group and for its time, and records what is seen of them. */
final class Recorder {

    private static final long SCRAPE_MILLIS = 5_000;
    private static final long TRUTH_MILLIS = 100;
    private static final long GRACE_SECONDS = 5;
    private static final int SIGKILL_STATUS = 137;

    private final SystemClock clock;
    private final ScheduledExecutorService pool;
    private final Scraper scraper;
    private final Lab lab;
    private final Recording recording;
    private final Targets targets = new Targets();
    private final Map<String, Subject> live = new ConcurrentHashMap<>();
    private final long runSeconds;

    Recorder(SystemClock clock, ScheduledExecutorService pool, Lab lab, Recording recording, long runSeconds) {
        this.clock = clock;
        this.pool = pool;
        this.scraper = new Scraper(pool);
        this.lab = lab;
        this.recording = recording;
        this.runSeconds = runSeconds;
    }

    /** Begins to sample the truth and the kubelet's series of whatever runs. */
    void begin() throws IOException {
        recording.targets(targets.json());
        every(TRUTH_MILLIS, 0, () -> {
            for (Subject subject : live.values()) {
                subject.sample(now());
            }
        });
        every(SCRAPE_MILLIS, SCRAPE_MILLIS / 2, this::cadvisor);
    }

    /** Starts a program in a group of its own below the given one; the callback runs when it has ended and is tidied up. */
    void start(Run run, Cgroup parent, Runnable ended) throws IOException {
        Cgroup group = parent.child(run.name());
        Subject subject;
        try {
            subject = Subject.start(run, group, lab.command(run), recording, now());
        } catch (IOException e) {
            group.remove();
            throw e;
        }
        live.put(run.name(), subject);
        targets.started(run, subject.url(), subject.startedMillis());
        recording.targets(targets.json());
        ObjectNode event = Recording.event(subject.startedMillis(), "start", run.name());
        event.put("pid", subject.process().pid());
        event.put("memoryLimitBytes", run.plan().memoryLimitBytes());
        recording.append(event);

        // Every program is scraped at a phase of its own, as by a Prometheus.
        long phase = Math.floorMod(run.name().hashCode() * 0x9E3779B97F4A7C15L, SCRAPE_MILLIS);
        ScheduledFuture<?> scrapes = every(SCRAPE_MILLIS, phase, () -> scrape(subject));
        pool.schedule(subject::stop, runSeconds, TimeUnit.SECONDS);
        pool.schedule(subject::kill, runSeconds + GRACE_SECONDS, TimeUnit.SECONDS);
        subject.process()
                .onExit()
                .thenRunAsync(
                        () -> quietly(() -> {
                            scrapes.cancel(false);
                            end(subject, ended);
                        }),
                        pool);
    }

    private void scrape(Subject subject) throws IOException {
        subject.flush();
        long at = now();
        scraper.scrape(subject.url())
                .thenAccept(body -> quietly(() -> recording.scrape(subject.run().name(), at, body)));
    }

    private void cadvisor() throws IOException {
        List<Cadvisor.Container> containers = new ArrayList<>();
        for (Subject subject : live.values()) {
            containers.add(new Cadvisor.Container(
                    subject.run(),
                    subject.startedMillis() / 1e3,
                    subject.group().usage()));
        }
        long at = now();
        String exposition = Cadvisor.exposition(containers, at);
        recording.scrape(Targets.CADVISOR, at, exposition.getBytes(StandardCharsets.UTF_8));
    }

    private void end(Subject subject, Runnable ended) throws IOException {
        long at = now();
        String name = subject.run().name();
        live.remove(name);
        try {
            subject.close();
            Usage usage = subject.group().usage();
            int status = subject.process().exitValue();
            boolean killed = !subject.stopped() && (usage.oomKills() > 0 || status == SIGKILL_STATUS);
            if (killed) {
                ObjectNode event = Recording.event(at, "oom_kill", name);
                event.putArray("recognisedBy")
                        .add(subject.group().oomKillsFile() + " oom_kill " + usage.oomKills())
                        .add("exit status " + status);
                event.put("lastResidentBytes", subject.lastResident());
                event.put("maxUsageBytes", usage.maxUsage());
                event.put("memoryLimitBytes", subject.run().plan().memoryLimitBytes());
                recording.append(event);
            }
            ObjectNode event = Recording.event(at, "exit", name);
            event.put("status", status);
            event.put("stopped", subject.stopped());
            event.put("cpuSeconds", usage.cpuSeconds());
            recording.append(event);
            targets.ended(name, at, killed);
            recording.targets(targets.json());
        } finally {
            subject.group().remove();
            ended.run();
        }
    }

    /** Kills what still runs and removes its groups; for the end of this process, however it comes. */
    void abort() {
        for (Subject subject : List.copyOf(live.values())) {
            subject.kill();
            quietly(() -> {
                subject.process()
                        .onExit()
                        .orTimeout(GRACE_SECONDS, TimeUnit.SECONDS)
                        .join();
                subject.group().remove();
            });
        }
    }

    void close() {
        scraper.close();
    }

    private interface Step {
        void run() throws IOException;
    }

    private ScheduledFuture<?> every(long millis, long phase, Step step) {
        return pool.scheduleAtFixedRate(() -> quietly(step), phase, millis, TimeUnit.MILLISECONDS);
    }

    /** A step that fails is told and does not end the others. */
    private static void quietly(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            System.err.println("record: " + e);
        }
    }

    private long now() {
        return clock.instant().toEpochMilli();
    }
}
