package dev.headroom.extender.doctor;

import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.runtime.ProfileSpec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Compares a configuration file with what runs. A file that changed after the start takes no effect. */
public final class ConfigurationCheck {

    private ConfigurationCheck() {}

    /** @param file for people */
    public static Check of(String file, HeadroomConfiguration configuration, Diagnosis diagnosis) {
        List<String> written =
                configuration.profiles().stream().map(ConfigurationCheck::text).toList();
        List<String> running = diagnosis.profiles().stream()
                .map(profile -> profile.schedulerName() + " in mode " + profile.mode())
                .toList();
        return written.equals(running)
                ? Check.ok("configuration", file + " is what runs: " + all(running))
                : Check.fail(
                        "configuration",
                        file + " is not what runs: the file has " + all(written) + ", the process " + all(running),
                        "Restart Headroom, or look at the file that it was started with");
    }

    private static String text(ProfileSpec profile) {
        return profile.schedulerName() + " in mode " + profile.mode().name().toLowerCase(Locale.ROOT);
    }

    private static String all(List<String> profiles) {
        return profiles.stream().collect(Collectors.joining(", "));
    }
}
