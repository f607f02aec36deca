package dev.headroom.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A finite number within inclusive bounds. */
record Decimal(double least, double most) implements ValueType<Double> {

    static final Decimal ANY = new Decimal(-Double.MAX_VALUE, Double.MAX_VALUE);

    @Override
    public @Nullable Double read(String path, JsonNode value, Problems problems) {
        if (value.isNumber()) {
            double number = value.doubleValue();
            if (number >= least && number <= most) {
                return number;
            }
        }
        problems.add(path, value, withoutQuotes(value, allowed()));
        return null;
    }

    /** Adds a hint where a number was written as a text. */
    static String withoutQuotes(JsonNode value, String allowed) {
        boolean quoted = value.isTextual() && value.textValue().matches("-?[0-9]{1,18}([.][0-9]{1,18})?");
        return quoted ? allowed + ". Maybe remove the quotes" : allowed;
    }

    @Override
    public String allowed() {
        return equals(ANY) ? "a number" : "a number from " + write(least) + " to " + write(most);
    }

    @Override
    public String write(Double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
