package dev.headroom.config;

import dev.headroom.api.Problem;
import java.util.List;

/** What came of reading a configuration. */
public sealed interface ConfigurationResult {

    record Read(HeadroomConfiguration configuration) implements ConfigurationResult {}

    /** @param problems all of them, at least one, in the order of the file's sections */
    record Refused(List<Problem> problems) implements ConfigurationResult {

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
