package dev.headroom.predict;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The memory models of many containers, each with what its workload showed before it: a replica that just started is
 * forecast from its siblings at that age. Not thread-safe.
 *
 * <p>A container is known by a key that its owner chooses (for example {@code uid/container}); a restart appears as the
 * same key again, and keeps what was learnt.
 */
public final class Fleet {

    /** @param workload empty if it is a replica of nothing */
    private record Living(Member member, String workload) {}

    private final Function<ContainerSpec, ContainerModel> models;
    private final Map<String, Living> containers = new HashMap<>();
    private final Histories histories = new Histories();
    private final RememberedPeaks remembered = new RememberedPeaks();

    /** @param models makes the model of a container that appears */
    public Fleet(Function<ContainerSpec, ContainerModel> models) {
        this.models = models;
    }

    /**
     * A container exists.
     *
     * @param workload what it is a replica of, as {@code namespace/Kind/name/container}; empty if nothing
     */
    public void appeared(String key, String workload, ContainerSpec spec, long nowMillis) {
        containers.computeIfAbsent(key, unknown -> {
            WorkloadHistory history = workload.isEmpty() ? null : histories.hold(workload);
            return new Living(new Member(key, models.apply(spec), spec, history, nowMillis), workload);
        });
    }

    /** A container is gone; what its workload learnt from it stays. */
    public void gone(String key) {
        remembered.close(key);
        Living gone = containers.remove(key);
        if (gone != null) {
            gone.member.closeWindow();
            histories.release(gone.workload);
        }
    }

    /** @return false if there is no such container */
    public boolean observe(String key, Sample sample) {
        Member member = member(key);
        if (member != null) {
            remembered.close(key);
            member.observe(sample);
        }
        return member != null;
    }

    /** A scrape of the container failed. */
    public void missed(String key, long atMillis) {
        Member member = member(key);
        if (member != null) {
            member.model().missed(atMillis);
        }
    }

    /** @return null if there is no such container */
    @Nullable
    public ContainerForecast forecast(String key, long nowMillis, long horizonMillis) {
        Member member = member(key);
        return member == null ? null : member.forecast(nowMillis, horizonMillis);
    }

    /** The container's specification changed. */
    public void respecified(String key, ContainerSpec spec) {
        Member member = member(key);
        if (member != null) {
            member.respecified(spec);
        }
    }

    /** What placement has to expect of the container; null if there is no such container or nothing is known of it. */
    @Nullable
    public Placement placement(String key, long nowMillis) {
        Member member = member(key);
        return member == null ? null : member.placement(nowMillis);
    }

    /** What is resident now as the container's model believes it, bytes; NaN if nothing is known. */
    public double levelBytes(String key) {
        Member member = member(key);
        return member == null ? Double.NaN : member.model().levelBytes();
    }

    /**
     * The quantile of the highest resident memory of 5 minutes that one replica of the workload had in the last days,
     * gone ones too; bytes, 0 if nothing is known.
     *
     * @param workload as given to {@link #appeared}
     * @param probability 0 to 1
     */
    public double usualPeakBytes(String workload, double probability) {
        WorkloadHistory history = histories.find(workload);
        return history == null ? 0 : history.quantile(probability);
    }

    /**
     * What a replica of the workload had in the past, from a source that remembers it; of each 5 minutes the highest
     * counts, once. To be told oldest first, before samples of the present.
     *
     * @param workload as given to {@link #appeared}; nothing happens if it is empty
     * @param key of the container
     */
    public void remembered(String workload, String key, long atMillis, double peakBytes) {
        if (!workload.isEmpty()) {
            remembered.add(histories.orNew(workload), key, atMillis, peakBytes);
        }
    }

    private @Nullable Member member(String key) {
        Living living = containers.get(key);
        return living == null ? null : living.member;
    }
}
