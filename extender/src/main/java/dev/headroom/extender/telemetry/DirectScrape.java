package dev.headroom.extender.telemetry;

import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.predict.Sample;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scrapes the metrics of processes from the pods themselves, each once per interval at a moment of its own that
 * its UID decides, so that neither a restart nor many pods at once make a storm. One thread decides; the network is
 * asynchronous. Thread-safe.
 */
public final class DirectScrape implements TelemetrySource, TargetListener {

    private static final long ANNOUNCE_AGAIN_MINUTES = 1;
    private static final Logger LOG = LoggerFactory.getLogger(DirectScrape.class);

    private final long intervalMillis;
    private final int concurrency;
    private final NameTable names;
    private final Consumer<StateEvent> events;
    private final ScrapeListener listener;
    private final InstantSource clock;
    private final ScrapeMeters meters;
    private final ScheduledThreadPoolExecutor thread;
    private final ScrapeClient client;

    // All below belongs to the thread.
    private final TargetBook targets;
    private final Map<String, ScheduledFuture<?>> rounds = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private final Set<String> announced = new HashSet<>();
    private final Patience patience = new Patience();
    private boolean started;
    private int running;

    /** By the known names, before which those of the settings go. */
    public DirectScrape(
            HeadroomConfiguration.Scrape settings,
            Consumer<StateEvent> events,
            InstantSource clock,
            MeterRegistry registry) {
        this(settings, NameTable.ofProcesses().with(settings.names()), events, ScrapeListener.NONE, clock, registry);
    }

    /**
     * @param names what is looked for in an answer
     * @param events where measurements go
     * @param listener is told of every measurement and of every scrape that failed
     */
    public DirectScrape(
            HeadroomConfiguration.Scrape settings,
            NameTable names,
            Consumer<StateEvent> events,
            ScrapeListener listener,
            InstantSource clock,
            MeterRegistry registry) {
        this.intervalMillis = settings.interval().toMillis();
        this.concurrency = settings.concurrency();
        this.names = names;
        this.events = events;
        this.listener = listener;
        this.clock = clock;
        this.meters = new ScrapeMeters(registry, intervalMillis);
        this.targets = new TargetBook(settings.maxTargets());
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("headroom-scrape").daemon(true).factory());
        thread.setRemoveOnCancelPolicy(true);
        this.client = new ScrapeClient(thread, settings.timeout(), settings.maxBodyBytes(), clock);
    }

    @Override
    public void start() {
        thread.scheduleAtFixedRate(announced::clear, ANNOUNCE_AGAIN_MINUTES, ANNOUNCE_AGAIN_MINUTES, TimeUnit.MINUTES);
        submit(() -> {
            started = true;
            targets.forEachScraped(this::schedule);
        });
    }

    @Override
    public void appeared(Target target) {
        submit(() -> {
            if (targets.add(target)) {
                schedule(target);
            }
            counted();
        });
    }

    @Override
    public void disappeared(String podUid) {
        submit(() -> {
            ScheduledFuture<?> round = rounds.remove(podUid);
            if (round != null) {
                round.cancel(false);
            }
            patience.forget(podUid);
            meters.notes.gone(podUid);
            Target next = targets.remove(podUid);
            if (next != null) {
                schedule(next);
            }
            counted();
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
        client.close();
    }

    /** What it measures, and what failed last. */
    public InputHealth health() {
        return meters.notes.health(clock.millis(), meters.droppedValues.notes());
    }

    /** When within the interval a pod is scraped: 0 to interval − 1, always the same for one UID. */
    static long momentOf(String podUid, long intervalMillis) {
        long mixed = podUid.hashCode() * 0x9E3779B97F4A7C15L;
        return Long.remainderUnsigned(mixed >>> 16, intervalMillis);
    }

    private void counted() {
        meters.targets.set(targets.scraped());
        meters.dropped.set(targets.leftOut());
        meters.notes.wanted(targets.scraped() + targets.leftOut());
        events.accept(new StateEvent.TelemetryExpected(targets.scraped() + targets.leftOut(), intervalMillis));
    }

    private void schedule(Target target) {
        String uid = target.podUid();
        if (started && !rounds.containsKey(uid)) {
            rounds.put(
                    uid,
                    thread.scheduleAtFixedRate(
                            () -> due(uid), momentOf(uid, intervalMillis), intervalMillis, TimeUnit.MILLISECONDS));
        }
    }

    private void due(String uid) {
        if (!patience.asks(uid)) {
            meters.count("skipped");
        } else if (!busy.add(uid)) {
            meters.count("late");
        } else if (running < concurrency) {
            scrape(uid);
        } else {
            waiting.add(uid);
        }
    }

    private void scrape(String uid) {
        Target target = targets.get(uid);
        if (target == null) {
            busy.remove(uid);
            return;
        }
        running++;
        Timer.Sample began = meters.started();
        client.scrape(target.url(), ScrapeAnswer.ofProcess(names))
                .thenAccept(scraped -> submit(() -> {
                    running--;
                    busy.remove(target.podUid());
                    meters.finished(began, scraped.result());
                    try {
                        finished(target, scraped);
                    } finally {
                        next();
                    }
                }));
    }

    private void finished(Target target, Scraped scraped) {
        // A pod that went meanwhile, or has another address now, is not measured by this.
        if (target.equals(targets.get(target.podUid()))) {
            if (scraped instanceof Scraped.TimedOut || scraped instanceof Scraped.Failed) {
                patience.failed(target.podUid());
            } else {
                patience.answered(target.podUid());
            }
            if (scraped instanceof Scraped.Sampled sampled) {
                measured(target, sampled.sample());
                return;
            }
            meters.notes.failed(clock.millis(), target.url(), scraped.describe());
            missed(target, clock.millis());
            if (announced.add(scraped.result())) {
                LOG.warn(
                        "Scrape of pod {} at {} failed: {}. Further failures of this kind are only counted for a minute",
                        target.podUid(),
                        target.url(),
                        scraped.describe());
            }
        }
    }

    private void measured(Target target, Sample sample) {
        meters.droppedValues.count(sample);
        if (sample.isEmpty()) {
            missed(target, sample.atMillis());
            return;
        }
        meters.notes.measured(target.podUid(), sample.atMillis());
        listener.sampled(
                new ContainerSample(target.podUid(), target.namespace(), target.pod(), target.container(), sample));
        events.accept(new StateEvent.ContainerSampled(target.podUid(), target.container(), sample));
    }

    private void missed(Target target, long atMillis) {
        listener.missed(target, atMillis);
        events.accept(new StateEvent.ScrapeMissed(target.podUid(), target.container(), atMillis));
    }

    private void next() {
        while (running < concurrency && !waiting.isEmpty()) {
            scrape(waiting.remove());
        }
    }

    private void submit(Runnable action) {
        try {
            thread.execute(() -> {
                try {
                    action.run();
                } catch (RuntimeException e) {
                    LOG.error("Direct scrape failed and goes on", e);
                }
            });
        } catch (RejectedExecutionException e) {
            // Closed.
        }
    }
}
