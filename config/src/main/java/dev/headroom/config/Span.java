package dev.headroom.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A length of time within inclusive bounds, such as {@code 300ms}, {@code 5s}, {@code 2m}, {@code 1h}.
 *
 * @param because why the bounds are as they are; empty where they need no reason
 */
record Span(Duration least, Duration most, String because) implements ValueType<Duration> {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final List<Unit> LARGEST_FIRST = List.of(Unit.H, Unit.M, Unit.S);

    private enum Unit {
        MS(1),
        S(1_000),
        M(60_000),
        H(3_600_000);

        private final long millis;

        Unit(long millis) {
            this.millis = millis;
        }

        String symbol() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Span(Duration least, Duration most) {
        this(least, most, "");
    }

    @Override
    public @Nullable Duration read(String path, JsonNode value, Problems problems) {
        Matcher parts = FORM.matcher(value.isTextual() ? value.textValue() : "");
        if (parts.matches()) {
            Unit unit = Unit.valueOf(parts.group(2).toUpperCase(Locale.ROOT));
            Duration duration = Duration.ofMillis(Long.parseLong(parts.group(1)) * unit.millis);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        }
        problems.add(path, value, value.isNumber() ? allowed() + ". Maybe add the unit" : allowed());
        return null;
    }

    @Override
    public String allowed() {
        String bounds = "a duration from " + write(least) + " to " + write(most) + " (units ms, s, m, h)";
        return because.isEmpty() ? bounds : bounds + ", because " + because;
    }

    @Override
    public String write(Duration value) {
        long millis = value.toMillis();
        for (Unit unit : LARGEST_FIRST) {
            if (millis > 0 && millis % unit.millis == 0) {
                return millis / unit.millis + unit.symbol();
            }
        }
        return millis + "ms";
    }
}
