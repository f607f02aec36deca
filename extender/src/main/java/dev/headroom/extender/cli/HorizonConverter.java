package dev.headroom.extender.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a span of time from 1 s to 1 h: {@code 60s}, {@code 5m} or {@code 1h}. */
final class HorizonConverter implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})([smh])");

    @Override
    public Duration convert(String value) {
        Matcher matcher = FORM.matcher(value);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            Duration span = Duration.ofSeconds(
                    amount * ("s".equals(matcher.group(2)) ? 1 : "m".equals(matcher.group(2)) ? 60 : 3600));
            if (span.compareTo(Duration.ofSeconds(1)) >= 0 && span.compareTo(Duration.ofHours(1)) <= 0) {
                return span;
            }
        }
        throw new TypeConversionException(
                "'" + value + "', allowed is a whole number and a unit, 60s, 5m or 1h, from 1s to 1h");
    }
}
