package dev.headroom.extender.decisions;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import java.util.Locale;

/** Writes amounts the way people read them, always with the unit: {@code 3.2 GiB}, {@code 1.5 CPU}, {@code 85 %}. */
public final class Amounts {

    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Amounts() {}

    public static String of(Quantity quantity) {
        return of(quantity.value(), quantity.unit());
    }

    public static String of(double value, Unit unit) {
        return switch (unit) {
            case BYTES -> bytes(value);
            case MILLI_CPU -> plain(value / 1000) + " CPU";
            case PERCENT -> plain(value) + " %";
            case COUNT -> plain(value);
        };
    }

    public static String bytes(double bytes) {
        double rest = Math.abs(bytes);
        int unit = 0;
        while (rest >= 1023.95 && unit < BINARY.length - 1) {
            rest /= 1024;
            unit++;
        }
        return (bytes < 0 ? "−" : "") + plain(rest) + " " + BINARY[unit];
    }

    /** With a sign in any case, for differences. */
    public static String signed(double value, Unit unit) {
        return value > 0 ? "+" + of(value, unit) : of(value, unit);
    }

    /** A time span in its largest sensible unit, for example {@code 4.0 s} or {@code 2 h}. */
    public static String age(long millis) {
        double seconds = Math.max(0, millis) / 1000.0;
        if (seconds < 90) {
            return plain(seconds) + " s";
        }
        return seconds < 5400 ? Math.round(seconds / 60) + " min" : Math.round(seconds / 3600) + " h";
    }

    /** One decimal place, none for a whole number. */
    public static String plain(double value) {
        double rounded = Math.round(Math.abs(value) * 10) / 10.0;
        String digits = rounded == Math.rint(rounded)
                ? String.format(Locale.ROOT, "%.0f", rounded)
                : String.format(Locale.ROOT, "%.1f", rounded);
        return value < 0 && rounded != 0 ? "−" + digits : digits;
    }
}
