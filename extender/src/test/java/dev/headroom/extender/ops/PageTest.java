package dev.headroom.extender.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the Content Security Policy {@code default-src 'self'} and hostile names demand of the page's files. */
class PageTest {

    @Test
    void nothing_is_inline_and_nothing_comes_from_elsewhere() throws IOException {
        for (String file : PageFiles.NAMES) {
            String text = read(file);
            assertThat(text).as(file).doesNotContain("https://").doesNotContainPattern("[\"'(]//");
            if (file.endsWith(".html")) {
                assertThat(text)
                        .doesNotContainPattern("<script(?![^>]*src=)")
                        .doesNotContain("<style", "style=", "javascript:");
                assertThat(text).doesNotContainPattern("\\son[a-z]+=");
            }
        }
    }

    @Test
    void data_never_becomes_markup_or_code() throws IOException {
        for (String file : scripts()) {
            assertThat(read(file))
                    .as(file)
                    .doesNotContain(
                            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function")
                    .doesNotContain("DOMParser", "srcdoc", "setAttribute('style'");
        }
    }

    @Test
    void every_file_that_is_referred_to_is_served_and_every_served_file_is_referred_to() throws IOException {
        Pattern reference = Pattern.compile("(?:src|href)=\"([\\w.]+)\"|from '\\./([\\w.]+)'");
        List<String> referred = PageFiles.NAMES.stream()
                .flatMap(file -> reference.matcher(readUnchecked(file)).results())
                .map((MatchResult match) -> Objects.requireNonNullElse(match.group(1), match.group(2)))
                .distinct()
                .toList();
        assertThat(referred)
                .containsExactlyInAnyOrderElementsOf(PageFiles.NAMES.stream()
                        .filter(name -> !name.equals("index.html"))
                        .toList());
    }

    @Test
    void ids_that_the_scripts_look_for_exist() throws IOException {
        String html = read("index.html");
        for (String file : scripts()) {
            Pattern.compile("byId\\('([^']+)'\\)")
                    .matcher(read(file))
                    .results()
                    .map(match -> match.group(1))
                    .filter(id -> !id.equals("against")) // Made by the panel itself.
                    .forEach(id ->
                            assertThat(html).as("%s, used in %s", id, file).contains("id=\"" + id + "\""));
        }
    }

    private static List<String> scripts() {
        return PageFiles.NAMES.stream().filter(name -> name.endsWith(".js")).toList();
    }

    private static String readUnchecked(String file) {
        try {
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(PageTest.class.getResourceAsStream("/page/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
