package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.extender.telemetry.names.Dialect;
import dev.headroom.extender.telemetry.names.Formula;
import dev.headroom.predict.Signal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names under which Headroom's recording rules keep what they know of one side. */
record Recorded(Side side) implements Dialect {

    @Override
    public String name() {
        return "Headroom's recording rules";
    }

    @Override
    public List<Formula> formulas() {
        return signals().stream()
                .map(signal -> Formula.of(signal, nameOf(signal)))
                .toList();
    }

    /** In the order of the known names. */
    Set<Signal> signals() {
        Set<Signal> signals = new LinkedHashSet<>();
        side.known().formulas().forEach(formula -> signals.add(formula.signal()));
        return signals;
    }

    String nameOf(Signal signal) {
        return side.recordedPrefix() + signal.name().toLowerCase(Locale.ROOT);
    }
}
