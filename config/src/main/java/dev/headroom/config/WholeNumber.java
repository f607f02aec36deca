package dev.headroom.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A whole number within inclusive bounds. */
record WholeNumber<N>(long least, long most, LongFunction<N> narrow) implements ValueType<N> {

    static WholeNumber<Integer> ints(int least, int most) {
        return new WholeNumber<>(least, most, Math::toIntExact);
    }

    static WholeNumber<Long> longs(long least, long most) {
        return new WholeNumber<>(least, most, Long::valueOf);
    }

    @Override
    public @Nullable N read(String path, JsonNode value, Problems problems) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            long number = value.longValue();
            if (number >= least && number <= most) {
                return narrow.apply(number);
            }
        }
        problems.add(path, value, Decimal.withoutQuotes(value, allowed()));
        return null;
    }

    @Override
    public String allowed() {
        return "a whole number from " + least + " to " + most;
    }

    @Override
    public String write(N value) {
        return value.toString();
    }
}
