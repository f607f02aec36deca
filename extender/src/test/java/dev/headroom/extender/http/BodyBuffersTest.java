package dev.headroom.extender.http;

import static dev.headroom.extender.http.BodyBuffers.FIRST_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class BodyBuffersTest {

    private static final int LARGEST = 1_000_000;

    private final BodyBuffers buffers = new BodyBuffers(LARGEST, 1_500_000);

    private static Buffer bytes(int count) {
        return Buffer.buffer(new byte[count]);
    }

    @Test
    void chunks_are_joined_in_their_order() {
        BodyBuffers.Body body = buffers.open();
        assertThat(body.append(Buffer.buffer("ab"))).isTrue();
        assertThat(body.append(Buffer.buffer("cde"))).isTrue();
        assertThat(body.length()).isEqualTo(5);
        assertThat(body.bytes()).startsWith('a', 'b', 'c', 'd', 'e');
    }

    @Test
    void an_array_is_used_again_by_the_next_body() {
        BodyBuffers.Body first = buffers.open();
        byte[] array = first.bytes();
        first.close();
        assertThat(buffers.open().bytes()).isSameAs(array);
        assertThat(buffers.open().bytes()).isNotSameAs(array);
    }

    @Test
    void growing_never_goes_beyond_the_largest_body() {
        BodyBuffers.Body body = buffers.open();
        for (int i = 0; i < 100; i++) {
            assertThat(body.append(bytes(LARGEST / 100))).isTrue();
        }
        assertThat(body.length()).isEqualTo(LARGEST);
        assertThat(body.bytes()).hasSize(LARGEST);
    }

    @Test
    void all_bodies_together_stay_within_the_budget_until_one_is_closed() {
        BodyBuffers.Body first = buffers.open();
        BodyBuffers.Body second = buffers.open();
        // One full body has grown by 1,000,000 − 65,536 = 934,464; 565,536 of the budget are left.
        assertThat(first.append(bytes(LARGEST))).isTrue();
        assertThat(second.append(bytes(FIRST_BYTES))).isTrue();
        assertThat(second.append(bytes(LARGEST - FIRST_BYTES))).isFalse();
        assertThat(second.length()).isEqualTo(FIRST_BYTES);
        first.close();
        assertThat(second.append(bytes(LARGEST - FIRST_BYTES))).isTrue();
    }
}
