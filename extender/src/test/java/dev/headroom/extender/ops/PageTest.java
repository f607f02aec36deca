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
import java.util.stream.Stream;
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
        Pattern reference = Pattern.compile("(?:src|href)=\"([\\w.]+)\"|(?:from |import\\()'\\./([\\w.]+)'");
        List<String> referred = PageFiles.NAMES.stream()
                .flatMap(file -> reference.matcher(readUnchecked(file)).results())
                .map((MatchResult match) -> Objects.requireNonNullElse(match.group(1), match.group(2)))
                .distinct()
                .toList();
        assertThat(referred)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(PageFiles.NAMES.stream(), PageFiles.OTHERS.keySet().stream())
                                .filter(name -> !name.equals("index.html"))
                                .toList());
    }

    @Test
    void what_others_wrote_says_its_licence_and_asks_nobody_for_anything() throws IOException {
        String script = resource(Objects.requireNonNull(PageFiles.OTHERS.get("uplot.js")));
        assertThat(script)
                .contains("MIT Licensed", "export { uPlot as default }")
                .doesNotContain(
                        "fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "import ", "eval(", "new Function");
        assertThat(resource(Objects.requireNonNull(PageFiles.OTHERS.get("uplot.txt"))))
                .startsWith("The MIT License (MIT)");
        assertThat(resource(Objects.requireNonNull(PageFiles.OTHERS.get("uplot.css"))))
                .doesNotContain("url(", "@import");
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
        return resource("/page/" + file);
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = Objects.requireNonNull(PageTest.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
