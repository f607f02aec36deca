package dev.headroom.extender.ops;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** The page's files, read once from the class path. Only these are served, so no path can lead elsewhere. */
final class PageFiles {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String IMAGE = "image/svg+xml";

    private record PageFile(String type, Buffer content) {}

    private final Map<String, PageFile> byPath = new LinkedHashMap<>();

    PageFiles() {
        byPath.put("/", load("index.html", HTML));
        for (String script : new String[] {"app.js", "nodes.js", "decisions.js", "panel.js", "format.js", "dom.js"}) {
            byPath.put("/" + script, load(script, SCRIPT));
        }
        byPath.put("/style.css", load("style.css", STYLE));
        byPath.put("/icon.svg", load("icon.svg", IMAGE));
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

    private static PageFile load(String name, String type) {
        try (InputStream in = PageFiles.class.getResourceAsStream("/page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks page/" + name);
            }
            return new PageFile(type, Buffer.buffer(in.readAllBytes()));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read page/" + name + " from the class path", e);
        }
    }
}
