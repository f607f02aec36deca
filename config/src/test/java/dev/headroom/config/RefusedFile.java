package dev.headroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.Problem;
import java.util.List;

/** Why a file of configuration is refused. */
final class RefusedFile {

    static final String HEAD = "apiVersion: headroom.dev/v1alpha1\nkind: HeadroomConfiguration\n";

    private RefusedFile() {}

    /** In words, one per problem; fails where the file is not refused. */
    static List<String> problems(String yaml) {
        ConfigurationResult result = ConfigurationReader.read(yaml, FakePlugins.REGISTRY);
        assertThat(result).isInstanceOf(ConfigurationResult.Refused.class);
        return ((ConfigurationResult.Refused) result)
                .problems().stream().map(Problem::toString).toList();
    }
}
