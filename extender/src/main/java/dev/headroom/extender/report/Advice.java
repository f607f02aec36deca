package dev.headroom.extender.report;

import dev.headroom.extender.forecast.JsonForecasts;
import dev.headroom.predict.Flag;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A flag with its words.
 *
 * @param flag its name, for example {@code low-effective-gogc}
 */
public record Advice(String flag, String meaning, String advice) {

    private static final List<Advice> ALL = Stream.of(Flag.values())
            .map(flag -> new Advice(JsonForecasts.name(flag), flag.meaning(), flag.advice()))
            .toList();

    /** In the order of {@link Flag}. */
    static List<String> names(Collection<Flag> flags) {
        return flags.stream().sorted().map(JsonForecasts::name).toList();
    }

    /** Each once, in the order of {@link Flag}. */
    static List<Advice> of(Collection<String> flagNames) {
        return ALL.stream().filter(advice -> flagNames.contains(advice.flag())).toList();
    }
}
