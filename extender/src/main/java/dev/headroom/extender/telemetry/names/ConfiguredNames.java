package dev.headroom.extender.telemetry.names;

import dev.headroom.predict.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that a configuration gives: {@code metric} or {@code metric{label="value",...}}. */
final class ConfiguredNames implements Dialect {

    private static final int LONGEST = 1024;
    private static final String LABEL = "([a-zA-Z_][a-zA-Z0-9_]*)=\"([^\"\\\\]*)\"";
    private static final Pattern LABELS = Pattern.compile(LABEL);
    private static final Pattern SELECTOR =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{((?:" + LABEL + ")(?:," + LABEL + ")*)})?");

    private final List<Formula> formulas = new ArrayList<>();

    ConfiguredNames(Map<String, String> names) {
        names.forEach((signal, selector) -> formulas.add(Formula.of(signal(signal), metric(signal, selector))));
    }

    @Override
    public String name() {
        return "configured";
    }

    @Override
    public List<Formula> formulas() {
        return List.copyOf(formulas);
    }

    private static Signal signal(String name) {
        for (Signal signal : Signal.values()) {
            if (signal.name().equals(name)) {
                return signal;
            }
        }
        throw new IllegalArgumentException(
                "signal '" + name + "' does not exist, allowed are " + Arrays.toString(Signal.values()));
    }

    private static Metric metric(String signal, String selector) {
        Matcher whole = SELECTOR.matcher(selector);
        if (selector.length() > LONGEST || !whole.matches()) {
            throw new IllegalArgumentException("the name of " + signal + " is '" + selector
                    + "', allowed is metric or metric{label=\"value\",...} of at most " + LONGEST + " characters");
        }
        Metric metric = Metric.named(whole.group(1));
        if (whole.group(2) != null) {
            Matcher labels = LABELS.matcher(whole.group(2));
            while (labels.find()) {
                metric = metric.with(labels.group(1), labels.group(2));
            }
        }
        return metric;
    }
}
