package dev.headroom.extender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.config.ConfigurationReference;
import dev.headroom.extender.PluginCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceIT {

    private static final Path PAGE = Path.of("../docs/configuration.md");

    @Test
    void the_page_is_what_the_code_says() throws IOException {
        String page = ConfigurationReference.markdown(PluginCatalog.registry());
        if (Boolean.getBoolean("headroom.regenerate")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/configuration.md; regenerate it with -Dheadroom.regenerate=true -Dit.test="
                        + ConfigurationReferenceIT.class.getSimpleName())
                .isEqualTo(page);
    }
}
