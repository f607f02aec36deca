package dev.headroom.extender.ops;

import dev.headroom.predict.Flag;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * A flag with its words.
 *
 * @param flag its name, for example {@code low-effective-gogc}
 * @param meaning what was seen
 * @param advice what to change
 */
record Advice(String flag, String meaning, String advice) {

    /** In the order of {@link Flag}. */
    static List<Advice> of(Collection<Flag> flags) {
        return flags.stream()
                .sorted()
                .map(flag -> new Advice(name(flag), flag.meaning(), flag.advice()))
                .toList();
    }

    static String name(Flag flag) {
        return flag.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
