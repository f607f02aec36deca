package dev.headroom.extender.kubernetes;

import dev.headroom.extender.wake.Touch;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Touches a pod by one condition in its status. To kube-scheduler any change of a pod that is not bound is an event of
 * that pod, and such an event brings back a pod that an extender refused; nothing else reads the condition.
 */
public final class StatusTouch implements Touch, AutoCloseable {

    /** The condition's type. What is written is one entry of {@code status.conditions}. */
    public static final String CONDITION = "headroom.dev/RoomFound";

    private static final int TIMEOUT_MILLIS = 3_000;
    private static final PatchContext MERGE = PatchContext.of(PatchType.STRATEGIC_MERGE);
    private static final Logger LOG = LoggerFactory.getLogger(StatusTouch.class);

    private final KubernetesClient client;

    /** @param client closed with this; should neither wait for long nor try again by itself */
    StatusTouch(KubernetesClient client) {
        this.client = client;
    }

    /** For the cluster that the environment names, as {@link ClusterWatcher#connect} has it. Connects to nothing yet. */
    public static StatusTouch connect() {
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withUserAgent("headroom")
                .withRequestTimeout(TIMEOUT_MILLIS)
                .withConnectionTimeout(TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .build();
        return new StatusTouch(new KubernetesClientBuilder().withConfig(config).build());
    }

    @Override
    public Result touch(Retry retry) {
        try {
            client.resource(named(retry)).subresource("status").patch(MERGE, patch(retry));
            return Result.DONE;
        } catch (KubernetesClientException e) {
            LOG.debug("{}/{} was not touched", retry.namespace(), retry.name(), e);
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN -> Result.FORBIDDEN;
                case HttpURLConnection.HTTP_NOT_FOUND -> Result.GONE;
                // Also a conflict: another pod may have the name, or somebody else may have been faster.
                default -> Result.FAILED;
            };
        } catch (RuntimeException e) {
            LOG.debug("{}/{} was not touched", retry.namespace(), retry.name(), e);
            return Result.FAILED;
        }
    }

    /** What is patched. Only by name the client would read the pod first, which takes time and a right of its own. */
    private static Pod named(Retry retry) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(retry.namespace())
                .withName(retry.name())
                .endMetadata()
                .build();
    }

    /** The UID keeps the patch from a later pod of the same name; the time of the probe makes it a change each time. */
    private static String patch(Retry retry) {
        return Serialization.asJson(new PodBuilder()
                .withNewMetadata()
                .withUid(retry.uid())
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType(CONDITION)
                .withStatus("True")
                .withReason(reason(retry.reason()))
                .withMessage(message(retry.reason()))
                .withLastProbeTime(time(retry.atMillis()))
                .withLastTransitionTime(time(retry.firstMillis()))
                .endCondition()
                .endStatus()
                .build());
    }

    private static String reason(Reason reason) {
        return switch (reason) {
            case REFUSAL_LAPSED -> "RefusalLapsed";
            case OUTSIDE_THE_SAMPLE -> "OutsideTheSample";
        };
    }

    private static String message(Reason reason) {
        return switch (reason) {
            case REFUSAL_LAPSED -> "a node that was refused has room by now, so kube-scheduler shall try the pod again";
            case OUTSIDE_THE_SAMPLE ->
                "a node that kube-scheduler did not ask about has room, so it shall try the pod again";
        };
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public void close() {
        client.close();
    }
}
