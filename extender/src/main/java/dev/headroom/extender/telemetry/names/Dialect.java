package dev.headroom.extender.telemetry.names;

import java.util.List;

/** How one runtime, library or exporter names what is known of a container. A new runtime is one of these. */
public interface Dialect {

    /** For people, for example {@code client_golang}. */
    String name();

    /** In the order of preference: of several for one signal the first counts whose metrics are all there. */
    List<Formula> formulas();
}
