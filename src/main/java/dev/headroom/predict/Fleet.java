package dev.headroom.predict;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The memory models of many containers, each with what its workload showed before it. Not thread-safe.
 *
 * <p>A container is known by a key that its owner chooses (for example {@code uid/container}); a restart appears as the
 * same key again, and keeps what was learnt.
 */
public final class Fleet {

    private final Function<ContainerSpec, ContainerModel> models;
    private final Map<String, ContainerModel> containers = new HashMap<>();

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
        containers.computeIfAbsent(key, unknown -> models.apply(spec));
    }

    /** A container is gone; what its workload learnt from it stays. */
    public void gone(String key) {
        containers.remove(key);
    }

    /** @return false if there is no such container */
    public boolean observe(String key, Sample sample) {
        ContainerModel model = containers.get(key);
        if (model != null) {
            model.observe(sample);
        }
        return model != null;
    }

    /** A scrape of the container failed. */
    public void missed(String key, long atMillis) {
        ContainerModel model = containers.get(key);
        if (model != null) {
            model.missed(atMillis);
        }
    }

    /** @return null if there is no such container */
    @Nullable
    public ContainerForecast forecast(String key, long nowMillis, long horizonMillis) {
        ContainerModel model = containers.get(key);
        return model == null ? null : model.forecast(nowMillis, horizonMillis);
    }
}
