package dev.headroom.extender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.forecast.JsonForecasts;
import dev.headroom.extender.telemetry.names.NameReference;
import dev.headroom.predict.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ForecastPagesIT {

    private static final Path NAMES = Path.of("../docs/metric-names.md");
    private static final Path FORECAST = Path.of("../docs/forecast.md");

    @Test
    void the_page_of_names_is_what_the_code_says() throws IOException {
        String page = NameReference.markdown();
        if (Boolean.getBoolean("headroom.regenerate")) {
            Files.writeString(NAMES, page);
        }
        assertThat(Files.readString(NAMES))
                .as("docs/metric-names.md; regenerate it with -Dheadroom.regenerate=true -Dit.test="
                        + ForecastPagesIT.class.getSimpleName())
                .isEqualTo(page);
    }

    @Test
    void the_page_of_forecasts_has_every_flag_with_its_meaning() throws IOException {
        String page = Files.readString(FORECAST);
        for (Flag flag : Flag.values()) {
            assertThat(page).contains("| `" + JsonForecasts.name(flag) + "` | " + flag.meaning() + " |");
        }
    }
}
