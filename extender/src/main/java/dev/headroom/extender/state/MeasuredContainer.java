package dev.headroom.extender.state;

import dev.headroom.api.PodInfo;
import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Placement;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A container that was measured just now. To be used only while a listener is told of it.
 *
 * @param node where its pod is bound; null while it is not
 * @param name its own; empty if only the pod is known
 * @param placement what placement expects of it; null if nothing is known
 * @param ahead its forecast for a horizon in milliseconds, made for the time of its newest sample
 */
public record MeasuredContainer(
        PodInfo pod,
        @Nullable String node,
        String name,
        ContainerSpec spec,
        @Nullable Placement placement,
        LongFunction<@Nullable ContainerForecast> ahead) {}
