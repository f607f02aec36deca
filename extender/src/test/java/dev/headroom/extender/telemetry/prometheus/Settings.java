package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.ConfigurationReader;
import dev.headroom.config.ConfigurationResult;
import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.PluginCatalog;

/** Settings as a file would give them. */
final class Settings {

    private Settings() {}

    /** @param keys of {@code telemetry.prometheus}, as members of a mapping on one line */
    static PrometheusSettings read(String keys) {
        String file = "apiVersion: headroom.dev/v1alpha1\nkind: HeadroomConfiguration\n"
                + "telemetry: {prometheus: {" + keys + "}}\n"
                + "profiles: [{schedulerName: headroom, plugins: [{name: GcHeadroom}]}]\n";
        return switch (ConfigurationReader.read(file, PluginCatalog.registry())) {
            case ConfigurationResult.Read read ->
                read.configuration().telemetry().prometheus();
            case ConfigurationResult.Refused refused ->
                throw new IllegalArgumentException(refused.problems().toString());
        };
    }
}
