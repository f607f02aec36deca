package dev.headroom.extender.report;

/** HTML under construction: what is text is escaped. Not thread-safe. */
final class Html {

    private final StringBuilder out = new StringBuilder();

    static Html of(String text) {
        return new Html().text(text);
    }

    /** Markup, never anything from elsewhere. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    Html text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(Character.isISOControl(c) ? '?' : c);
            }
        }
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
