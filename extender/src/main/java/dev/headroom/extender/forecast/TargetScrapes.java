package dev.headroom.extender.forecast;

import dev.headroom.extender.telemetry.ScrapeAnswer;
import dev.headroom.extender.telemetry.ScrapeClient;
import dev.headroom.extender.telemetry.Scraped;
import dev.headroom.extender.telemetry.names.ContainerLabels;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.replay.RecordedTarget;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Asks many targets at once, though not all. */
final class TargetScrapes {

    private static final int AT_ONCE = 16;
    private static final NameTable KUBELET_NAMES = NameTable.ofContainers();

    private final ScrapeClient client;
    private final NameTable names;
    private final Semaphore places = new Semaphore(AT_ONCE);

    TargetScrapes(ScrapeClient client, NameTable names) {
        this.client = client;
        this.names = names;
    }

    record Answer(RecordedTarget target, Scraped scraped) {}

    /** In the order of the targets, when the last has answered or failed. */
    List<Answer> ask(List<RecordedTarget> targets) throws InterruptedException {
        List<CompletableFuture<Answer>> running = new ArrayList<>();
        for (RecordedTarget target : targets) {
            places.acquire();
            running.add(client.scrape(urlOf(target), answerOf(target)).thenApply(scraped -> {
                places.release();
                return new Answer(target, scraped);
            }));
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    /**
     * The URL that is asked: with {@code /metrics} if it has no path.
     *
     * @throws IllegalArgumentException if it cannot be asked; says what is allowed
     */
    static String urlOf(RecordedTarget target) {
        URI uri;
        try {
            uri = URI.create(target.url());
        } catch (IllegalArgumentException e) {
            throw bad(target);
        }
        if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) || uri.getHost() == null) {
            throw bad(target);
        }
        boolean bare = (uri.getPath() == null || uri.getPath().isEmpty()) && uri.getQuery() == null;
        return bare ? target.url() + "/metrics" : target.url();
    }

    private static IllegalArgumentException bad(RecordedTarget target) {
        return new IllegalArgumentException("target '" + target.name() + "' has the URL '" + target.url()
                + "', allowed is http://host:port/path or https://host:port/path");
    }

    private ScrapeAnswer answerOf(RecordedTarget target) {
        return target.kubelet()
                ? ScrapeAnswer.ofContainers(KUBELET_NAMES, ContainerLabels.DEFAULT)
                : ScrapeAnswer.ofProcess(names);
    }
}
