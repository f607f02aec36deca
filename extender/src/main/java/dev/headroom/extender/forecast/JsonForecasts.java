package dev.headroom.extender.forecast;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.Flag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * Forecasts as JSON objects: one a line, or all of a round in one array. The keys and their order are a contract; what
 * is not known is null; flags are the names of {@link Flag} in lower case with hyphens, in its order.
 */
public final class JsonForecasts implements ForecastOutput {

    private static final double LARGEST_EXACT = 1L << 53;

    private final JsonGenerator json;
    private final boolean arrays;
    private boolean open;

    private JsonForecasts(JsonGenerator json, boolean arrays) {
        this.json = json;
        this.arrays = arrays;
    }

    /** One object a line. @param out is flushed at the end of each round, and not closed */
    public static JsonForecasts lines(Writer out) {
        return new JsonForecasts(generator(out), false);
    }

    /** One array a round. @param out is flushed at the end of each round, and not closed */
    public static JsonForecasts arrays(Writer out) {
        return new JsonForecasts(generator(out), true);
    }

    @Override
    public void line(ForecastLine line) {
        try {
            openArray();
            json.writeStartObject();
            write(line);
            json.writeEndObject();
            endLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void roundEnded() {
        try {
            openArray();
            if (arrays) {
                json.writeEndArray();
                json.writeRaw('\n');
            }
            open = false;
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (open) {
                roundEnded();
            }
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void openArray() throws IOException {
        if (arrays && !open) {
            json.writeStartArray();
        }
        open = true;
    }

    private void endLine() throws IOException {
        if (!arrays) {
            json.writeRaw('\n');
        }
    }

    private void write(ForecastLine line) throws IOException {
        Subject subject = line.subject();
        ContainerForecast forecast = line.forecast();
        boolean known = line.isKnown();
        json.writeFieldName("time");
        json.writeNumber(BigDecimal.valueOf(line.atMillis(), 3));
        json.writeStringField("name", subject.name());
        json.writeStringField("namespace", subject.namespace());
        json.writeStringField("pod", subject.pod());
        json.writeStringField("container", subject.container());
        number("horizonSeconds", forecast.horizonMillis() / 1000.0);
        number("residentP50Bytes", known ? forecast.p50Bytes() : Double.NaN);
        number("residentP95Bytes", known ? forecast.p95Bytes() : Double.NaN);
        number("heapGoalBytes", Math.rint(forecast.heapGoalBytes()));
        number("gcCpuFraction", forecast.gcCpuFraction());
        number("limitOomProbability", known ? forecast.limitOomProbability() : Double.NaN);
        number("confidence", forecast.confidence());
        number("dataAgeSeconds", known ? forecast.dataAgeMillis() / 1000.0 : Double.NaN);
        json.writeArrayFieldStart("flags");
        for (Flag flag : Flag.values()) {
            if (forecast.flags().contains(flag)) {
                json.writeString(name(flag));
            }
        }
        json.writeEndArray();
    }

    /** As machines read it, for example {@code low-effective-gogc}. */
    public static String name(Flag flag) {
        return flag.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whole numbers without a fraction, others to six places, what is not finite as null. */
    private void number(String key, double value) throws IOException {
        json.writeFieldName(key);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(Math.rint(value * 1e6) / 1e6);
        }
    }

    private static JsonGenerator generator(Writer out) {
        try {
            return new JsonFactory()
                    .setRootValueSeparator(null)
                    .createGenerator(out)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
