package dev.headroom.extender.ops;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page's files, read once from the class path. Only these are served, so no path can lead elsewhere. */
final class PageFiles {

    static final List<String> NAMES = List.of(
            "index.html",
            "style.css",
            "workloads.css",
            "icon.svg",
            "app.js",
            "nodes.js",
            "decisions.js",
            "panel.js",
            "workloads.js",
            "timeline.js",
            "reasons.js",
            "plot.js",
            "series.js",
            "format.js",
            "dom.js");

    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

    /** What others wrote, each with where it lies in its JAR. */
    static final Map<String, String> OTHERS = Map.of(
            "uplot.js", UPLOT + "dist/uPlot.esm.js",
            "uplot.css", UPLOT + "dist/uPlot.min.css",
            "uplot.txt", UPLOT + "LICENSE");

    private static final Map<String, String> TYPES = Map.of(
            "txt", "text/plain; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private record PageFile(String type, Buffer content) {}

    private final Map<String, PageFile> byPath = new LinkedHashMap<>();

    PageFiles() {
        for (String name : NAMES) {
            byPath.put(name.equals("index.html") ? "/" : "/" + name, load(name, "/page/" + name));
        }
        OTHERS.forEach((name, resource) -> byPath.put("/" + name, load(name, resource)));
    }

    void register(Router router) {
        byPath.forEach((path, file) -> router.get(path).handler(context -> serve(context, file)));
    }

    private static void serve(RoutingContext context, PageFile file) {
        var unused = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, file.type())
                // A new version of the process brings a new page at the same address.
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end(file.content());
    }

    private static PageFile load(String name, String resource) {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks " + resource);
            }
            return new PageFile(type, Buffer.buffer(in.readAllBytes()));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + resource + " from the class path", e);
        }
    }
}
