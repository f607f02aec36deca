package dev.headroom.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text of a certain form, at most 4,096 characters long. */
record Text(String allowed, Pattern form) implements ValueType<String> {

    private static final int LONGEST = 4096;

    static final Text ANY = new Text("a text of at most " + LONGEST + " characters on one line", "[^\\p{Cntrl}]*");

    Text(String allowed, String form) {
        this(allowed, Pattern.compile(form));
    }

    static Text exactly(String text) {
        return new Text(text, Pattern.quote(text));
    }

    @Override
    public @Nullable String read(String path, JsonNode value, Problems problems) {
        if (value.isTextual()) {
            String text = value.textValue();
            if (text.length() <= LONGEST && form.matcher(text).matches()) {
                return text;
            }
        }
        problems.add(
                path, value, value.isNumber() || value.isBoolean() ? allowed + ". Maybe put it in quotes" : allowed);
        return null;
    }

    @Override
    public String write(String value) {
        return TextNode.valueOf(value).toString();
    }
}
