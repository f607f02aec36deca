package dev.headroom.extender.decisions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** The one JSON form of explanations and of what the operations port answers. Thread-safe. */
public final class ExplanationJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule("numbers")
                    .addSerializer(Double.class, new ShortNumbers())
                    .addSerializer(double.class, new ShortNumbers()))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            // A newer version may have written the ring.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ExplanationJson() {}

    /** UTF-8, one line. Absent keys mean: not known. */
    public static byte[] write(Object record) {
        try {
            return MAPPER.writeValueAsBytes(record);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot write " + record.getClass() + " as JSON", e);
        }
    }

    /** @throws IOException if the bytes are not the JSON of a {@code type} */
    public static <T> T read(byte[] utf8, Class<T> type) throws IOException {
        T value = MAPPER.readValue(utf8, type);
        if (value == null) {
            throw new IOException("JSON null where a " + type.getSimpleName() + " should be");
        }
        return value;
    }

    /** Whole numbers without exponent, others to six places, nothing that JSON does not know. */
    private static final class ShortNumbers extends StdSerializer<Double> {

        private static final long serialVersionUID = 1L;

        private static final double LARGEST_EXACT = 1L << 53;

        ShortNumbers() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (value.isNaN() || value.isInfinite()) {
                out.writeNull();
            } else if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT) {
                out.writeNumber(value.longValue());
            } else if (Math.abs(value) < 1e9) {
                out.writeNumber(Math.round(value * 1e6) / 1e6);
            } else {
                out.writeNumber(value);
            }
        }
    }
}
