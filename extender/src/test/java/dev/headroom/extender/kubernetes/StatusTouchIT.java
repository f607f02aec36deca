package dev.headroom.extender.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.extender.wake.Touch;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTouchIT {

    private static final String PATH = "/api/v1/namespaces/shop/pods/cart-0/status";

    /** 1,700,000,000 s are 2023-11-14T22:13:20Z; the half second is cut off. */
    private static final Touch.Retry RETRY = new Touch.Retry(
            "shop", "cart-0", "uid-1", Touch.Reason.REFUSAL_LAPSED, 1_700_000_000_500L, 1_700_000_007_500L);

    private final KubernetesMockServer server = new KubernetesMockServer(false);
    private StatusTouch touch;

    @BeforeEach
    void start() {
        server.init();
        touch = new StatusTouch(new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(server.createClient().getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build());
    }

    @AfterEach
    void stop() throws IOException {
        touch.close();
        server.destroy();
    }

    @Test
    @DisplayName("a touch is one patch of the pod's status by one condition, and nothing is read before")
    void onePatch() throws Exception {
        answer(200);

        assertThat(touch.touch(RETRY)).isEqualTo(Touch.Result.DONE);

        RecordedRequest request = server.takeRequest(10, TimeUnit.SECONDS);
        assertThat(request.getMethod()).isEqualTo("PATCH");
        assertThat(request.getPath()).isEqualTo(PATH);
        assertThat(request.getHeader("Content-Type")).startsWith("application/strategic-merge-patch+json");
        assertThat(new ObjectMapper().readTree(request.getBody().readUtf8()))
                .isEqualTo(new ObjectMapper().readTree("""
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"uid": "uid-1"}, "status": {"conditions": [{
                  "type": "headroom.dev/RoomFound", "status": "True", "reason": "RefusalLapsed",
                  "message": "a node that was refused has room by now, so kube-scheduler shall try the pod again",
                  "lastTransitionTime": "2023-11-14T22:13:20Z", "lastProbeTime": "2023-11-14T22:13:27Z"}]}}"""));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest(name = "an answer of {0} means {1}, and is not asked for twice")
    @CsvSource({
        "401, FORBIDDEN",
        "403, FORBIDDEN",
        "404, GONE",
        "409, FAILED",
        "422, FAILED",
        "429, FAILED",
        "500, FAILED",
        "503, FAILED"
    })
    void answers(int code, Touch.Result result) {
        answer(code);

        assertThat(touch.touch(RETRY)).isEqualTo(result);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("an API server that is not there is a failure and no exception")
    void nobodyThere() throws IOException {
        server.shutdown();

        assertThat(touch.touch(RETRY)).isEqualTo(Touch.Result.FAILED);
    }

    private void answer(int code) {
        Object body = code == 200
                ? new PodBuilder()
                        .withNewMetadata()
                        .withName("cart-0")
                        .endMetadata()
                        .build()
                : new StatusBuilder().withCode(code).build();
        server.expect().patch().withPath(PATH).andReturn(code, body).always();
    }
}
