package dev.headroom.extender.forecast;

import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.ScrapeClient;
import dev.headroom.extender.telemetry.Scraped;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.replay.RecordedTarget;
import dev.headroom.extender.telemetry.replay.RowOwners;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Programs that are scraped now, all of them once a round. A URL without a path gets {@code /metrics}. Entries of kind
 * cadvisor are asked first, and their rows go to the others.
 */
public final class TargetsSource implements ForecastSource {

    private static final int MOST_BYTES = 64 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final List<RecordedTarget> kubelets;
    private final List<RecordedTarget> programs;
    private final RowOwners owners;
    private final Map<RecordedTarget, Subject> subjects = new HashMap<>();
    private final NameTable names;
    private final Duration interval;
    private final InstantSource clock;
    private final Consumer<String> complaints;

    /**
     * @param names of the programs' own metrics
     * @param interval from the begin of one round to that of the next
     * @param complaints is told why a scrape failed, in a line for people
     * @throws IllegalArgumentException if a target has no URL that can be asked
     */
    public TargetsSource(
            List<RecordedTarget> targets,
            NameTable names,
            Duration interval,
            InstantSource clock,
            Consumer<String> complaints) {
        targets.forEach(TargetScrapes::urlOf);
        this.kubelets = targets.stream().filter(RecordedTarget::kubelet).toList();
        this.programs = targets.stream().filter(target -> !target.kubelet()).toList();
        this.owners = new RowOwners(programs);
        programs.forEach(program -> subjects.put(program, ReplaySource.subject(program)));
        this.names = names;
        this.interval = interval;
        this.clock = clock;
        this.complaints = complaints;
    }

    @Override
    public void run(Listener listener) throws InterruptedException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("headroom-forecast").daemon(true).factory());
        try (ScrapeClient client = new ScrapeClient(timer, TIMEOUT, MOST_BYTES, clock)) {
            TargetScrapes scrapes = new TargetScrapes(client, names);
            programs.forEach(program -> listener.appeared(subject(program), clock.millis()));
            boolean another = true;
            while (another) {
                CountDownLatch next = new CountDownLatch(1);
                timer.schedule(next::countDown, interval.toMillis(), TimeUnit.MILLISECONDS);
                round(scrapes, listener);
                another = listener.roundEnded();
                if (another) {
                    next.await();
                }
            }
        } finally {
            timer.shutdownNow();
        }
    }

    private void round(TargetScrapes scrapes, Listener listener) throws InterruptedException {
        for (TargetScrapes.Answer answer : scrapes.ask(kubelets)) {
            if (answer.scraped() instanceof Scraped.Containers containers) {
                containers.samples().forEach(row -> distribute(row, listener));
            } else {
                complain(answer);
            }
        }
        for (TargetScrapes.Answer answer : scrapes.ask(programs)) {
            if (answer.scraped() instanceof Scraped.Sampled sampled) {
                listener.sampled(subject(answer.target()), sampled.sample());
            } else {
                listener.missed(subject(answer.target()), clock.millis());
                complain(answer);
            }
        }
        long now = clock.millis();
        programs.forEach(program -> listener.due(subject(program), now));
    }

    private void distribute(ContainerSample row, Listener listener) {
        RecordedTarget owner = owners.of(row.namespace(), row.pod(), row.container());
        if (owner != null) {
            listener.sampled(subject(owner), row.sample());
        }
    }

    private void complain(TargetScrapes.Answer answer) {
        complaints.accept("Scrape of " + answer.target().name() + " at "
                + answer.target().url() + " failed: " + answer.scraped().describe());
    }

    private Subject subject(RecordedTarget target) {
        Subject subject = subjects.get(target);
        if (subject == null) {
            throw new IllegalStateException(target.name() + " is no program");
        }
        return subject;
    }
}
