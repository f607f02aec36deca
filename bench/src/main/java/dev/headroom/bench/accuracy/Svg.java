package dev.headroom.bench.accuracy;

import java.util.Locale;

/** Writes a drawing element by element. Coordinates are pixels, written with one decimal. Not thread-safe. */
final class Svg {

    private final StringBuilder out = new StringBuilder(16_384);
    private final int width;
    private final int height;

    Svg(int width, int height, String title) {
        this.width = width;
        this.height = height;
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height)
                .append("\" font-family=\"sans-serif\" font-size=\"11\">\n");
        out.append("<title>").append(escaped(title)).append("</title>\n");
        rectangle(0, 0, width, height, "#ffffff");
    }

    void rectangle(double x, double y, double w, double h, String fill) {
        element("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>", n(x), n(y), n(w), n(h), fill);
    }

    /** @param style SVG attributes, for example {@code stroke="#000"} */
    void line(double x1, double y1, double x2, double y2, String style) {
        element("<path d=\"M%s %sL%s %s\" %s/>", n(x1), n(y1), n(x2), n(y2), style);
    }

    /** A line through points; a NaN interrupts it. */
    void polyline(double[] x, double[] y, String style) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(y[i])) {
                drawing = false;
                continue;
            }
            path.append(drawing ? 'L' : 'M').append(n(x[i])).append(' ').append(n(y[i]));
            drawing = true;
        }
        if (!path.isEmpty()) {
            element("<path d=\"%s\" fill=\"none\" %s/>", path, style);
        }
    }

    /** The area between two lines over the same places. */
    void band(double[] x, double[] low, double[] high, String fill) {
        if (x.length < 2) {
            return;
        }
        StringBuilder path = new StringBuilder("M");
        for (int i = 0; i < x.length; i++) {
            path.append(i == 0 ? "" : "L").append(n(x[i])).append(' ').append(n(high[i]));
        }
        for (int i = x.length - 1; i >= 0; i--) {
            path.append('L').append(n(x[i])).append(' ').append(n(low[i]));
        }
        element("<path d=\"%sZ\" fill=\"%s\"/>", path, fill);
    }

    /** @param anchor start, middle or end */
    void text(double x, double y, String anchor, String fill, String text) {
        element(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                n(x), n(y), anchor, fill, escaped(text));
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The whole file. */
    String done() {
        return out + "</svg>\n";
    }

    private void element(String form, Object... values) {
        out.append(form.formatted(values)).append('\n');
    }

    private static String n(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
