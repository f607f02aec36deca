package dev.headroom.extender.verbs;

import java.util.Random;

/** Writes random JSON as a newer or odd client might: any white space, any escapes, any nesting. Seeded. */
final class RandomJson {

    private static final String[] SPACES = {"", "", "", " ", "\n  ", "\t", "\r\n"};

    /** Without characters that take two {@code char}. */
    static final String PLAIN = "abcXYZ019-._/:<>&é€";

    final Random random;
    private final String letters;

    RandomJson(long seed) {
        this(seed, PLAIN + "😀");
    }

    RandomJson(long seed, String letters) {
        this.random = new Random(seed);
        this.letters = letters;
    }

    String space() {
        return SPACES[random.nextInt(SPACES.length)];
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** The text as a JSON string, now and then with escapes that nobody needs. */
    String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\' || c < ' ' || chance(60)) {
                for (char unit : Character.toChars(c)) {
                    json.append(String.format(chance(2) ? "\\u%04x" : "\\u%04X", (int) unit));
                }
            } else if (c == '/' && chance(2)) {
                json.append("\\/");
            } else {
                json.appendCodePoint(c);
            }
        });
        return json.append('"').toString();
    }

    /** Upper and lower case mixed. */
    String anyCase(String name) {
        if (!chance(4)) {
            return name;
        }
        StringBuilder mixed = new StringBuilder();
        for (char c : name.toCharArray()) {
            mixed.append(chance(2) ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
        return mixed.toString();
    }

    String word() {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            int at = random.nextInt(letters.codePointCount(0, letters.length()));
            word.appendCodePoint(letters.codePointAt(letters.offsetByCodePoints(0, at)));
        }
        return word.toString();
    }

    /** Any value. */
    String value(int depth) {
        return switch (random.nextInt(depth <= 0 ? 5 : 7)) {
            case 0 -> pick("null", "true", "false");
            case 1 -> pick("0", "-1", "12.50", "1e9", "-0.1E-3", "123456789012345678901234567890");
            case 2 -> quoted(word());
            case 3 -> "[" + space() + "]";
            case 4 -> "{" + space() + "}";
            case 5 -> "[" + value(depth - 1) + space() + "," + space() + value(depth - 1) + "]";
            default -> object(quoted("x" + word()), value(depth - 1), quoted("y" + word()), value(depth - 1));
        };
    }

    /** An object of quoted keys and values, in turn. */
    String object(String... members) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < members.length; i += 2) {
            json.append(i == 0 ? "" : ",").append(space()).append(members[i]);
            json.append(space())
                    .append(':')
                    .append(space())
                    .append(members[i + 1])
                    .append(space());
        }
        return json.append('}').toString();
    }
}
