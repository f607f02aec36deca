package dev.headroom.bench.feedback;

import dev.headroom.config.ConfigurationReader;
import dev.headroom.config.ConfigurationResult;
import dev.headroom.extender.PluginCatalog;
import dev.headroom.runtime.ProfileSpec;

/** The profile that the simulations place with: the default one in mode enforce. */
final class Profiles {

    private static final String CONFIGURATION = """
            apiVersion: headroom.dev/v1alpha1
            kind: HeadroomConfiguration
            profiles:
              - schedulerName: headroom
                mode: enforce
                plugins:
                  - {name: GcHeadroomFit, args: {confidence: %s}}
                  - {name: GcHeadroom, weight: 6}
                  - {name: GcCpu, weight: 1}
                  - {name: MemoryPressure, weight: 1}
                  - {name: Balance, weight: 0.5}
                  - {name: LeastRequested, weight: 0.5}
            """;

    private Profiles() {}

    /** @param confidence of GcHeadroomFit; with 0 what passes fits into the headroom, with 0.95 a kill is not certain */
    static ProfileSpec refusingFrom(double confidence) {
        return switch (ConfigurationReader.read(CONFIGURATION.formatted(confidence), PluginCatalog.registry())) {
            case ConfigurationResult.Read read ->
                read.configuration().profiles().getFirst();
            case ConfigurationResult.Refused refused ->
                throw new IllegalStateException(refused.problems().toString());
        };
    }
}
